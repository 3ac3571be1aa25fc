// A person's data as a download, written while it is read.

import { exportUser, type Whose } from "../../threads/export-user.ts";
import type { DashboardApp } from "../page.ts";

export function downloadData(app: DashboardApp, whose: Whose): Response {
  const pieces = exportUser(app, whose);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="modmail-data-${whose.userId}.json"`,
    },
  });
}
