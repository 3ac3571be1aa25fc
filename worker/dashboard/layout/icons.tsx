// Pictures of servers and people, with their initials behind: Discord's CDN may be out of reach.

import { hueOf, initials } from "../../transcripts/page/initials.ts";

interface IconProps {
  id: string;
  name: string;
  url: string | null;
  shape: "square" | "round";
}

const Icon = ({ id, name, url, shape }: IconProps) => (
  <span class={`icon ${shape} ${hueOf(id)}`} aria-hidden="true">
    {initials(name)}
    {url === null ? null : <img src={url} alt="" loading="lazy" />}
  </span>
);

export const GuildIcon = ({ guild }: { guild: { id: string; name: string; iconUrl: string | null } }) => (
  <Icon id={guild.id} name={guild.name} url={guild.iconUrl} shape="square" />
);

export const PersonIcon = ({ person }: { person: { id: string; name: string; avatarUrl: string | null } }) => (
  <Icon id={person.id} name={person.name} url={person.avatarUrl} shape="round" />
);
