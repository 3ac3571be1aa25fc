// A whole client for one person: what is open in it, its form, its notices. What is said in it comes from the server.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Action, PersonCard, PersonView, ShownModal, Side, World } from "../../wire.ts";
import { Chat } from "../chat/chat.tsx";
import type { NoticeText } from "../chat/notice.tsx";
import { postAction } from "../data/api.ts";
import { PaneContext, type PaneTools } from "../data/pane-tools.ts";
import { useUnread } from "../data/use-unread.ts";
import { Modal } from "../modal/modal.tsx";
import { ChannelList } from "./channel-list.tsx";
import { ServerRail } from "./server-rail.tsx";

interface ClientProps {
  side: Side;
  world: World;
  me: PersonCard;
  view: PersonView;
  onDone(action: Action): void;
  fill: { text: string } | null;
}

const CATEGORY = 4;

export function Client({ side, world, me, view, onDone, fill }: ClientProps) {
  const begins = side === "user" ? view.dm.id : firstChannel(view, world.start.guildId);
  const [channelId, setChannelId] = useState(begins);
  const [modal, setModal] = useState<ShownModal | null>(null);
  const [notices, setNotices] = useState<(NoticeText & { channelId: string })[]>([]);
  const [replyTo, setReplyTo] = useState<string | null>(null);
  const [menu, setMenu] = useState(false);
  const count = useRef(0);
  const opened = useRef(false);
  const opener = useRef<Element | null>(null);
  const unread = useUnread(view, channelId);

  const guild = view.guilds.find(({ channels }) => channels.some(({ id }) => id === channelId)) ?? null;
  const channel = guild?.channels.find(({ id }) => id === channelId) ?? (channelId === view.dm.id ? view.dm : null);
  const lastGuild = useRef(guild?.id ?? null);
  if (guild) lastGuild.current = guild.id;
  // The open channel was deleted or closed to this person: the server's first one takes its place, as in Discord.
  useEffect(() => {
    if (!channel) setChannelId(firstChannel(view, lastGuild.current));
  }, [channel, view]);

  const open = (id: string) => {
    opened.current = true;
    setChannelId(id);
    setReplyTo(null);
    setMenu(false);
  };
  const notify = (text: string, pending = false): number => {
    count.current += 1;
    const id = count.current;
    setNotices((before) => [...before, { id, text, channelId, pending }]);
    return id;
  };
  const dropNotice = (id: number) => setNotices((before) => before.filter((notice) => notice.id !== id));
  const ask: PaneTools["ask"] = async (action, files) => {
    const answer = await postAction(me.id, action, files);
    if (answer.kind === "modal") {
      opener.current = document.activeElement;
      setModal(answer.modal);
    }
    if (answer.kind !== "failed") onDone(action);
    return answer;
  };
  const perform: PaneTools["perform"] = async (action, files) => {
    const pending = action.do === "command" ? notify(`Sending /${action.name}…`, true) : null;
    try {
      const answer = await ask(action, files);
      if (answer.kind !== "failed") return true;
      const what = action.do === "command" ? "The application did not respond." : "This interaction failed.";
      notify(`${what} ${answer.reason}`.trim());
    } catch (refused) {
      notify(refused instanceof Error ? refused.message : String(refused));
    } finally {
      if (pending !== null) dropNotice(pending);
    }
    return false;
  };
  const closeModal = () => {
    setModal(null);
    requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus());
  };
  const tools: PaneTools = {
    world,
    me,
    view,
    guild,
    channelId,
    perform,
    ask,
    goTo: open,
    reply: setReplyTo,
  };

  return (
    <PaneContext.Provider value={tools}>
      <div class="client-frame">
        <div class={menu ? "client menu-open" : "client"} inert={modal !== null}>
          <div class="sidebar">
            <ServerRail
              guilds={view.guilds}
              openGuild={guild?.id ?? null}
              dmUnread={unread.has(view.dm.id)}
              unread={unread}
              onOpen={(id) => {
                // The list of its channels stays open beside it.
                const wasOpen = menu;
                open(id === null ? view.dm.id : firstChannel(view, id));
                setMenu(wasOpen);
              }}
            />
            <ChannelList
              view={view}
              guild={guild}
              bot={world.bot}
              openChannel={channelId}
              unread={unread}
              onOpen={open}
            />
          </div>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the menu button does the same by keyboard. */}
          <div class="shade" onClick={() => setMenu(false)} />
          {channel && (
            <Chat
              key={channel.id}
              channel={channel}
              notices={notices.filter((notice) => notice.channelId === channel.id)}
              onDismissNotice={dropNotice}
              replyTo={replyTo}
              onReplyDone={() => setReplyTo(null)}
              fill={fill}
              takesFocus={opened.current}
              onMenu={() => setMenu(!menu)}
            />
          )}
        </div>
        {modal && <Modal key={modal.interactionId} modal={modal} onClose={closeModal} />}
      </div>
    </PaneContext.Provider>
  );
}

/** The first text channel of a server, or the DM when there is none to see. */
function firstChannel(view: PersonView, guildId: string | null): string {
  const guild = view.guilds.find(({ id }) => id === guildId);
  return guild?.channels.find(({ type }) => type !== CATEGORY)?.id ?? view.dm.id;
}
