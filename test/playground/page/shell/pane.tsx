// One side of the playground: a whole client for one person. Holds what is open in it; what is said comes from the server.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Action, PersonCard, PersonView, ShownModal, Side, World } from "../../wire.ts";
import { Chat } from "../chat/chat.tsx";
import type { NoticeText } from "../chat/notice.tsx";
import { getPersonView, postAction } from "../data/api.ts";
import { PaneContext, type PaneTools } from "../data/pane-tools.ts";
import { useLive } from "../data/use-live.ts";
import { useUnread } from "../data/use-unread.ts";
import { Modal } from "../modal/modal.tsx";
import { ChannelList } from "./channel-list.tsx";
import { PersonSwitcher } from "./person-switcher.tsx";
import { ServerRail } from "./server-rail.tsx";

interface PaneProps {
  side: Side;
  world: World;
  me: PersonCard;
  onSwitch(personId: string): void;
  onDone(action: Action): void;
  fill: { text: string } | null;
}

const CATEGORY = 4;

export function Pane({ side, world, me, onSwitch, onDone, fill }: PaneProps) {
  const { value: view, error } = useLive(
    me.id,
    () => getPersonView(me.id),
    ({ kind }) => kind === "guild" || kind === "channel",
  );
  const last = useRef<PersonView | null>(null);
  if (view) last.current = view;
  const shown = view ?? (last.current?.id === me.id ? last.current : null);
  return (
    <section class={`pane ${side}`} aria-label={`${me.name}, ${me.part}`}>
      <PersonSwitcher people={world.people} me={me} onSwitch={onSwitch} />
      {shown ? (
        <Client key={me.id} side={side} world={world} me={me} view={shown} onDone={onDone} fill={fill} />
      ) : (
        <p class="empty">{error ?? "Loading…"}</p>
      )}
    </section>
  );
}

function Client({ side, world, me, view, onDone, fill }: Omit<PaneProps, "onSwitch"> & { view: PersonView }) {
  const begins = side === "user" ? view.dm.id : firstChannel(view, world.start.guildId);
  const [channelId, setChannelId] = useState(begins);
  const [modal, setModal] = useState<ShownModal | null>(null);
  const [notices, setNotices] = useState<(NoticeText & { channelId: string })[]>([]);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [replyTo, setReplyTo] = useState<string | null>(null);
  const [menu, setMenu] = useState(false);
  const count = useRef(0);
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
    setChannelId(id);
    setReplyTo(null);
    setMenu(false);
  };
  const notify = (text: string) => {
    count.current += 1;
    setNotices((before) => [...before, { id: count.current, text, channelId }]);
  };
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
    try {
      const answer = await ask(action, files);
      if (answer.kind !== "failed") return true;
      const what = action.do === "command" ? "The application did not respond." : "This interaction failed.";
      notify(`${what} ${answer.reason}`.trim());
    } catch (refused) {
      notify(refused instanceof Error ? refused.message : String(refused));
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
    notify,
    goTo: open,
    reply: setReplyTo,
    dismiss: (id) => setDismissed((before) => new Set([...before, id])),
  };

  return (
    <PaneContext.Provider value={tools}>
      <div class={menu ? "client menu-open" : "client"} inert={modal !== null}>
        <div class="sidebar">
          <ServerRail
            guilds={view.guilds}
            openGuild={guild?.id ?? null}
            dmUnread={unread.has(view.dm.id)}
            unread={unread}
            onOpen={(id) => {
              setChannelId(id === null ? view.dm.id : firstChannel(view, id));
              setReplyTo(null);
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
            dismissed={dismissed}
            notices={notices.filter((notice) => notice.channelId === channel.id)}
            onDismissNotice={(id) => setNotices((before) => before.filter((notice) => notice.id !== id))}
            replyTo={replyTo}
            onReplyDone={() => setReplyTo(null)}
            fill={fill}
            onMenu={() => setMenu(!menu)}
          />
        )}
      </div>
      {modal && <Modal key={modal.interactionId} modal={modal} onClose={closeModal} />}
    </PaneContext.Provider>
  );
}

/** The first text channel of a server, or the DM when there is none to see. */
function firstChannel(view: PersonView, guildId: string | null): string {
  const guild = view.guilds.find(({ id }) => id === guildId);
  return guild?.channels.find(({ type }) => type !== CATEGORY)?.id ?? view.dm.id;
}
