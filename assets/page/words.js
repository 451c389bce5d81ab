// The article and the list of events: set as text, marked, and linked with the map both ways.

const wordsOf = new Map(); // target → its words in the article
const passageParts = story.passages.map(() => []); // passage → its parts in the article
const rows = new Map(); // target → its row in the list of events

function add(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

/** Whether a place can be shown on the map. */
const isOnMap = (target) => story.cast.some((player) => player.target === target);

function buildWords(choose) {
  const article = byId("words");
  let list = null;
  for (const block of story.blocks) {
    const name = { title: "h2", heading: "h2", "list item": "li" }[block.kind] || "p";
    const element = made(name, { className: block.kind });
    element.dir = "auto";
    if (block.tag) {
      const [letter, color] = block.tag;
      element.append(made("span", { className: `tag source-${color}` }, letter), " ");
    }
    for (const run of block.runs) element.append(typeof run === "string" ? run : runOf(run, choose));
    if (name === "li") {
      if (!list) article.append((list = made("ul")));
      list.append(element);
    } else {
      list = null;
      article.append(element);
    }
  }
}

function runOf([text, target, look, passages], choose) {
  let element;
  if (target) {
    element = made("a", { className: `word ${look}`, href: `#${target}` }, text);
    const name = story.names[target] || text;
    const how = look === "date" ? `Date: ${name}` : isOnMap(target) ? `Place: ${name}. Show on the map` : `Place: ${name}`;
    element.title = how;
    element.addEventListener("click", (event) => {
      event.preventDefault();
      choose(target);
    });
    add(wordsOf, target, element);
  } else {
    element = made("span", {}, text);
  }
  for (const passage of passages) passageParts[passage].push(element);
  return element;
}

function buildEvents(chooseCue, choose) {
  const list = byId("event-list");
  let lastDate = null;
  const row = (status, isLeg, title, date, click) => {
    const button = made("button", { type: "button", className: status });
    button.append(made("span", {}, signOf(status, isLeg)), made("span", { className: "what" }, title));
    const tail = { planned: "planned", possible: "possible", cancelled: "cancelled", ongoing: "under way" }[status];
    const at = [date, tail].filter(Boolean).join(", ");
    if (at) button.append(made("span", { className: "at" }, at));
    button.addEventListener("click", click);
    list.append(made("li", { className: status }, button));
    return button;
  };
  story.cues.forEach((cue, index) => {
    const button = row(cue.status, cue.leg, cue.title, cue.date === lastDate ? null : cue.date, () => chooseCue(index));
    lastDate = cue.date;
    add(rows, cue.target, button);
    cue.row = button;
  });
  if (story.undated.length) list.append(made("li", {}, made("h3", {}, "Without a date")));
  for (const event of story.undated) {
    add(rows, event.target, row(event.status, false, event.title, null, () => choose(event.target)));
  }
  byId("tab-events").textContent = `Events ${story.cues.length + story.undated.length}`;
  if (!list.children.length) list.append(made("li", {}, made("p", { className: "at" }, "No events were found.")));
}

function buildTabs() {
  const tabs = [byId("tab-words"), byId("tab-events")], panels = [byId("words"), byId("events")];
  const show = (index) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => show(index));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      event.stopPropagation();
      show(1 - index);
      tabs[1 - index].focus();
    });
  });
  show(0);
  return show;
}

const isNarrow = () => window.matchMedia("(max-width: 799px)").matches;

/** Scrolls an element into view within its panel; on narrow screens, where the panel is the page, only when asked for. */
function reveal(element, isAsked) {
  if (!element) return;
  const panel = element.closest('[role="tabpanel"]');
  if (!panel || panel.hidden) return;
  const behavior = isStill() ? "auto" : "smooth";
  if (isNarrow()) {
    if (isAsked) element.scrollIntoView({ block: "start", behavior });
    return;
  }
  const inner = element.getBoundingClientRect(), outer = panel.getBoundingClientRect();
  if (inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8) return;
  panel.scrollBy({ top: inner.top - outer.top - outer.height * 0.3, behavior });
}

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The parts of the article that give evidence of a target. */
function evidenceOf(target) {
  const parts = [];
  story.passages.forEach((targets, i) => {
    if (targets.includes(target)) parts.push(...passageParts[i]);
  });
  return parts;
}

/** Marks the words of the selected thing, or faintly those of what plays; returns the first marked element. */
function lightWords(selected, playing) {
  for (const element of document.querySelectorAll(".lit, .lit-weak")) element.classList.remove("lit", "lit-weak");
  const own = selected ? [...(wordsOf.get(selected) || []), ...evidenceOf(selected)] : [];
  for (const element of own) element.classList.add("lit");
  const weak = selected || !playing ? [] : evidenceOf(playing);
  for (const element of weak) element.classList.add("lit-weak");
  for (const buttons of rows.values()) for (const button of buttons) button.classList.remove("is-chosen");
  for (const button of rows.get(selected) || []) button.classList.add("is-chosen");
  return own[0] || weak[0] || null;
}
