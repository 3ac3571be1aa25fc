// One component of a message, of either generation, drawn by its type. Forms have their own: ../modal.

import {
  type APIMessageTopLevelComponent,
  type APISectionAccessoryComponent,
  ComponentType,
} from "discord-api-types/v10";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { cssColor } from "../data/pane-tools.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { FileCard } from "../message/attachment.tsx";
import { Button } from "./button.tsx";
import { Gallery, Thumbnail } from "./media.tsx";
import { SelectMenu } from "./select-menu.tsx";

export type AnyComponent = APIMessageTopLevelComponent | APISectionAccessoryComponent;

/** The link ends with the file's name; how large it is, the component doesn't say. */
function namedFile(url: string): { url: string; filename: string } {
  return { url, filename: decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "file") };
}

export function Component({ component, message }: { component: AnyComponent; message: SeenMessage }) {
  const children = (list: readonly AnyComponent[]) =>
    list.map((child, index) => <Component key={index} component={child} message={message} />);

  switch (component.type) {
    case ComponentType.ActionRow:
      return (
        <div class="action-row">
          {component.components.map((child) =>
            child.type === ComponentType.Button ? (
              <Button key={"custom_id" in child ? child.custom_id : child.style} button={child} message={message} />
            ) : (
              // Another set of options is another select: what was chosen in the old one is gone.
              <SelectMenu key={JSON.stringify(child)} menu={child} message={message} />
            ),
          )}
        </div>
      );
    case ComponentType.Button:
      return <Button button={component} message={message} />;
    case ComponentType.Section:
      return (
        <div class="section">
          <div class="section-text">{children(component.components)}</div>
          <Component component={component.accessory} message={message} />
        </div>
      );
    case ComponentType.TextDisplay:
      return <Markdown text={component.content} />;
    case ComponentType.Thumbnail:
      return <Thumbnail url={component.media.url} description={component.description ?? ""} />;
    case ComponentType.MediaGallery:
      return <Gallery items={component.items} />;
    case ComponentType.File:
      return <FileCard file={namedFile(component.file.url)} />;
    case ComponentType.Separator:
      return <hr class={`separator${component.divider === false ? " plain" : ""} size-${component.spacing ?? 1}`} />;
    case ComponentType.Container: {
      const accent = component.accent_color;
      const style = typeof accent === "number" ? { "--accent": cssColor(accent) } : {};
      return (
        <div class="container" style={style}>
          {children(component.components)}
        </div>
      );
    }
    default:
      return null;
  }
}
