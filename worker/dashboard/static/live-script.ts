// An open thread's page with JavaScript: new messages come by themselves while somebody looks at it, more seldom the
// longer nothing comes. Plain text, for the browser as it stands.

import { thread as t } from "../texts/thread.ts";

/** Milliseconds between two questions: at first, and at most. */
const PAUSE = { least: 3000, most: 30_000 };

export const LIVE_SCRIPT = `
const talk = document.querySelector("[data-live]");
if (talk) {
  const state = document.querySelector(".live-state");
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  const timeOf = (article) => Date.parse(article.querySelector(".at time").dateTime);
  const articles = () => [...talk.querySelectorAll("article")];
  let newest = Math.max(0, ...articles().map(timeOf));
  let pause = ${PAUSE.least};
  let timer = 0;

  // Messages stand in the order in which they were sent, also those that arrive late.
  function show(html, sentAt) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const article = template.content.querySelector("article");
    if (document.getElementById(article.id)) return false;
    for (const link of article.querySelectorAll(".answers a")) {
      const [, anchor] = link.getAttribute("href").split("#");
      if (document.getElementById(anchor)) link.href = "#" + anchor;
    }
    const next = articles().find((other) => timeOf(other) > sentAt);
    if (next) next.before(template.content);
    else talk.append(template.content);
    newest = Math.max(newest, sentAt);
    return true;
  }

  async function ask() {
    const answer = await fetch(talk.dataset.live + "?since=" + newest, { headers: { accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const { messages, open, more } = await answer.json();
    const shown = messages.filter(({ html, sentAt }) => show(html, sentAt)).length;
    pause = shown > 0 ? ${PAUSE.least} : Math.min(pause * 1.5, ${PAUSE.most});
    say(open ? ${JSON.stringify(t.live)} : ${JSON.stringify(t.over)});
    if (open) later(more && shown > 0 ? 0 : pause);
  }
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.hidden) return;
      ask().catch(() => {
        say(${JSON.stringify(t.away)});
        pause = Math.min(pause * 2, ${PAUSE.most});
        later(pause);
      });
    }, wait);
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { pause = ${PAUSE.least}; later(0); } });
  say(${JSON.stringify(t.live)});
  later(pause);
}

// A form that is on its way isn't sent a second time by an impatient click; the server would know it, too.
for (const answer of document.querySelectorAll("form.answer")) {
  let sent = false;
  answer.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
}

// A file that isn't there any more is said in words; in place of a person's picture their initials stay. Either may have
// failed before this script was there.
const FILES = ".conversation figure img, .conversation figure audio";
const FACES = ".icon img, .avatar img";
function gone(media) {
  if (media.matches(FACES)) media.remove();
  else media.replaceWith(media.alt ?? "", ${JSON.stringify(` (${t.fileGone})`)});
}
document.addEventListener("error", ({ target }) => { if (target.matches?.(FILES + "," + FACES)) gone(target); }, true);
for (const picture of document.querySelectorAll(".conversation figure img," + FACES)) {
  if (picture.complete && picture.naturalWidth === 0) gone(picture);
}
`;
