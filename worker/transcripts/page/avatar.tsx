// A circle with someone's initials, and their picture where that may be loaded from Discord.

import { hueOf, initials } from "./initials.ts";

export const Avatar = ({ id, name, picture = null }: { id: string; name: string; picture?: string | null }) => (
  <div class={`avatar ${hueOf(id)}`} aria-hidden="true">
    {initials(name)}
    {picture === null ? null : <img src={picture} alt="" loading="lazy" />}
  </div>
);
