// Pictures of servers and people, with their initials behind: Discord's CDN may be out of reach.

interface IconProps {
  id: string;
  name: string;
  url: string | null;
  shape: "square" | "round";
}

const HUES = 6;

const Icon = ({ id, name, url, shape }: IconProps) => (
  <span class={`icon ${shape} hue-${Number(BigInt(id) % BigInt(HUES))}`} aria-hidden="true">
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

/** Of the first two words; a question mark when there is no letter at all. */
function initials(name: string): string {
  const words = name.match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0]?.toUpperCase())
      .join("") || "?"
  );
}
