// The document around every page: head, landmarks, and a place to skip to.

import type { ComponentChildren } from "preact";
import { scriptPath, stylePath } from "../static/files.ts";
import { common } from "../texts/common.ts";

interface FrameProps {
  title: string;
  /** Beside the content; without one the content stands alone in the middle. */
  sidebar?: ComponentChildren;
  children: ComponentChildren;
}

export const Frame = ({ title, sidebar, children }: FrameProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · ${common.product}`}</title>
      <link rel="icon" href="/dashboard/static/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={stylePath} />
      <script src={scriptPath} defer />
    </head>
    <body class={sidebar ? "with-sidebar" : "alone"}>
      <a class="skip" href="#content">
        {common.skip}
      </a>
      {sidebar}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </body>
  </html>
);
