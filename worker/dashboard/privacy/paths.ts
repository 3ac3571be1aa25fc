// The addresses about one person's data in a server.

import type { LocalPath } from "../page.ts";

export const privacyPath = (guildId: string): LocalPath => `/dashboard/${guildId}/privacy`;
export const privacyDataPath = (guildId: string, userId: string): LocalPath =>
  `${privacyPath(guildId)}/data?user=${userId}`;
export const erasePath = (guildId: string, userId: string): LocalPath => `${privacyPath(guildId)}/erase?user=${userId}`;
export const erasedPath = (guildId: string, erasureId: string): LocalPath =>
  `${privacyPath(guildId)}?erased=${erasureId}`;
