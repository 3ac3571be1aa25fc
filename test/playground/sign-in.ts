// Signing in to the dashboard in a browser, through the fake Discord's page. For tests and pictures.

import type { Page } from "playwright-core";

/** From the dashboard's first page, as the person of this name; ends at the workspaces. */
export async function signIn(page: Page, dashboard: string, name: string): Promise<void> {
  await page.goto(dashboard);
  await page.getByRole("link", { name: "Sign in with Discord" }).click();
  await page.getByLabel(name, { exact: true }).check();
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.waitForURL(/\/workspaces$/);
}
