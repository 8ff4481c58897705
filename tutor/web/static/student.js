// Sends a message, shows the stages of the turn as they come, then the reply. Without this file the form still works.
"use strict";

const body = document.body, talk = document.getElementById("talk"), stage = document.getElementById("stage");
const form = document.getElementById("say"), box = document.getElementById("message"), send = document.getElementById("send");
const scroller = document.querySelector("main");

function said(who, fill) {
  const entry = document.createElement("li");
  entry.className = who;
  fill(entry);
  talk.append(entry);
  scroller.scrollTop = scroller.scrollHeight;
  return entry;
}

function paragraph(entry, html) {
  const part = document.createElement("p");
  part.innerHTML = html;            // escaped on the server, with MathML
  entry.append(part);
}

function tell(after) {
  const name = "stage" + (after || "start").replace(/^./, letter => letter.toUpperCase());
  stage.textContent = body.dataset[name] || stage.textContent;
}

// Returns the reply where the event holds one; shows a stage; throws what the server says has failed.
function heard(block) {
  const [, name, data] = block.match(/^event: (\w+)\ndata: (.*)$/s) || [];
  if (name === "stage") tell(JSON.parse(data).after);
  if (name === "fault") throw new Error(JSON.parse(data).error);
  return name === "turn" ? JSON.parse(data).reply : null;
}

async function ask(message, turnId) {
  const reply = await fetch("/api/v1/turns/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message, learner: body.dataset.learner, turn_id: turnId }),
  });
  if (!reply.ok) throw new Error(reply.statusText);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) throw new Error("the stream ended early");
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const parts = heard(block);
      if (parts) return parts;
    }
  }
}

function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}

let unsent = null;                  // the turn id of a message that failed, so that a retry is not answered twice

async function say(message) {
  if (!message.trim() || send.disabled) return;
  const retry = unsent && unsent.message === message ? unsent : { message, id: freshId() };
  const mine = said("learner", entry => { const part = document.createElement("p"); part.textContent = message; entry.append(part); });
  box.value = "";
  send.disabled = true;
  tell("");
  try {
    const parts = await ask(message, retry.id);
    said("tutor", entry => parts.forEach(html => paragraph(entry, html)));
    unsent = null;
    stage.textContent = "";
    scroller.scrollTop += mine.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;   // long replies from their start
  } catch (error) {
    unsent = retry;
    mine.remove();
    box.value = message;
    stage.textContent = body.dataset.lost;
  }
  send.disabled = false;
  box.focus();
}

form.addEventListener("submit", event => { event.preventDefault(); say(box.value); });
box.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(box.value); }
});
document.querySelectorAll("[data-sign]").forEach(key => key.addEventListener("click", () => {
  box.setRangeText(key.dataset.sign, box.selectionStart, box.selectionEnd, "end");
  box.focus();
}));
document.querySelectorAll("[data-ask]").forEach(key => key.addEventListener("click", () => say(key.dataset.ask)));
scroller.scrollTop = scroller.scrollHeight;
