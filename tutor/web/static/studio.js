// Filters the list as one types, keeps the chosen line in view, fills in what a topic has, and shows how far jobs are.
// Without this file all of it still works: the list is searched on the server, and pages are asked for again.
"use strict";

document.documentElement.classList.add("scripted");

const filter = document.querySelector("[data-filters]");
if (filter) {
  const list = document.getElementById(filter.dataset.filters), nothing = list.querySelector(".nothing");
  const lines = Array.from(list.querySelectorAll("label"), line => {
    const area = line.closest("fieldset").querySelector("legend").textContent;
    return { line, text: `${area} ${line.textContent} ${line.querySelector("input").value}`.toLowerCase() };
  });
  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const { line, text } of lines) line.hidden = !words.every(word => text.includes(word));
    for (const group of list.querySelectorAll("fieldset")) group.hidden = !group.querySelector("label:not([hidden])");
    nothing.hidden = lines.some(({ line }) => !line.hidden);
  };
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", event => {           // Enter takes the only line that is left
    const left = lines.filter(({ line }) => !line.hidden);
    if (event.key === "Enter" && left.length === 1) left[0].line.querySelector("input").checked = true;
  });
  const chosen = list.querySelector("input:checked");
  if (chosen) list.scrollTop = chosen.closest("label").offsetTop - list.offsetTop - list.clientHeight / 3;
}

document.getElementById("wishes")?.addEventListener("submit", event => {
  for (const field of event.target.querySelectorAll("input, select")) field.disabled = field.type !== "radio" && !field.value;   // short addresses
  if (filter) filter.disabled = true;
  setTimeout(() => event.target.querySelectorAll(":disabled").forEach(field => { field.disabled = false; }));
});

const topic = document.getElementById("topic");
if (topic) {
  let topics = null;
  const fill = (select, lines) => {
    select.length = 1;
    for (const [value, text] of lines) select.add(new Option(text, value));
  };
  topic.addEventListener("change", async () => {
    topics ??= await (await fetch("/api/v1/topics")).json();
    const one = topics.find(each => each.id === topic.value);
    fill(document.getElementById("interest"), (one?.interests ?? []).map(name => [name, name[0].toUpperCase() + name.slice(1)]));
    fill(document.getElementById("focus"), (one?.parts ?? []).map(part => [part.id, part.heading]));
  });
}

for (const line of document.querySelectorAll("[data-job]:not([data-job=''])")) {
  const asked = setInterval(async () => {
    const job = await (await fetch(`/api/v1/jobs/${line.dataset.job}`)).json();
    if (job.status !== "waiting" && job.status !== "running") { clearInterval(asked); location.reload(); return; }
    line.querySelector("progress").value = job.done;
    line.querySelector(".count").textContent = `${job.done.toLocaleString("en")} of ${job.total.toLocaleString("en")}`;
  }, 1000);
}
