// Whether somebody may read a thread: its server they were let into already; confidential ones are the admins'.

import type { Thread } from "../../domain/thread.ts";

export const mayRead = ({ confidential }: Pick<Thread, "confidential">, access: "admin" | "staff"): boolean =>
  access === "admin" || confidential !== true;
