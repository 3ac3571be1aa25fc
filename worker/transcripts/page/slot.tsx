// Places in rendered markup that are filled afterwards, so that megabytes of images never pass through the renderer.

/** Renders to exactly what `splitSlots` looks for. User text can't contain it: there, `<` and `"` come out escaped. */
export const Slot = ({ name }: { name: string }) => <i data-slot={name} />;

/** Markup and the names of slots, alternating: markup at even places. */
export const splitSlots = (markup: string): string[] => markup.split(/<i data-slot="([a-z0-9-]+)"><\/i>/);
