// The clock, the timeline, the keys: what the reader does, and what follows.

const state = { time: 0, frame: 0, selected: null, isPlaying: false, speed: 1 };
atlas.state = state;

const slider = byId("slider");
let showTab = () => {};

/** Moves to a time of playing and shows it. */
function setTime(time, isForced) {
  const before = state.frame;
  state.time = clamp(time, 0, story.duration);
  state.frame = frameIndexAt(state.time);
  slider.value = state.time;
  if (isForced || state.frame !== before) showFrame();
  else tickAtlas();
  report();
}

/** Shows date, words, list and pins as they are from the present frame on. */
function showFrame() {
  const frame = frames[state.frame];
  byId("plate").hidden = !frame.date && !frame.playing;
  byId("plate-date").textContent = frame.date || "";
  const words = byId("plate-words");
  words.replaceChildren();
  words.className = frame.playing ? frame.playing[1] : "";
  if (frame.playing) words.append(signOf(frame.playing[1], frame.playing[2]), frame.playing[0]);
  const said = [frame.date, frame.playing && frame.playing[0]].filter(Boolean).join(". ");
  slider.setAttribute("aria-valuetext", said || "Start");
  if (byId("said").textContent !== said) byId("said").textContent = said;
  const cue = story.cues[frame.cue];
  for (const other of story.cues) other.row.removeAttribute("aria-current");
  if (cue) {
    cue.row.setAttribute("aria-current", "step");
    reveal(cue.row, false);
  }
  const first = lightWords(state.selected, cue && cue.target);
  if (!state.selected && state.isPlaying) reveal(first, false);
  drawAtlas(false);
  drawMarks();
}

/** Selects a target, or nothing. */
function choose(target, isFromWords) {
  if (!target && !state.selected) return;
  pause();
  state.selected = target && story.links[target] ? target : null;
  const when = state.selected && story.links[state.selected][1];
  const player = story.cast.findIndex((p) => p.target === state.selected);
  // Time moves to what is selected, unless the story has come to that place already.
  const isThere = player >= 0 && frames[state.frame].looks[player].isReached;
  if (typeof when === "number" && !isThere) setTime(when, true);
  else showFrame();
  if (!state.selected) return report();
  const parts = [...(wordsOf.get(state.selected) || []), ...evidenceOf(state.selected)];
  if (!isFromWords && parts.length) {
    showTab(0);
    reveal(parts[0], false);
  }
  for (const lit of litBy(state.selected)) if (lit[0] === "p") showPlace(lit);
  const name = story.names[state.selected] || (rows.get(state.selected) || [{ textContent: "" }])[0].textContent;
  byId("described").textContent = name ? `Selected: ${name}` : "";
  report();
}

function chooseCue(index) {
  const cue = story.cues[index];
  pause();
  state.selected = cue.target;
  setTime(cue.end, true);
  for (const lit of litBy(cue.target)) if (lit[0] === "p") showPlace(lit);
}

let lastTick = null;

function tick(now) {
  if (!state.isPlaying) return;
  if (isStill()) {
    // Without motion, event by event, one a second.
    if (now - lastTick >= 1000 / state.speed) {
      lastTick = now;
      setTime(timeAfter(state.time));
    }
  } else {
    // A page that was in the background goes on from where it was.
    const passed = Math.min((now - lastTick) / 1000, 0.25);
    lastTick = now;
    setTime(state.time + passed * state.speed);
  }
  if (state.time >= story.duration) return pause();
  requestAnimationFrame(tick);
}

function play() {
  if (!story.cues.length) return;
  if (state.time >= story.duration - 1e-6) setTime(0);
  state.isPlaying = true;
  state.selected = null;
  showPlaying();
  showFrame();
  requestAnimationFrame((now) => {
    lastTick = now;
    tick(now);
  });
}

function pause() {
  state.isPlaying = false;
  showPlaying();
  report();
}

function showPlaying() {
  const button = byId("play");
  button.classList.toggle("is-playing", state.isPlaying);
  button.setAttribute("aria-label", state.isPlaying ? "Pause" : "Play");
  button.title = state.isPlaying ? "Pause (space)" : "Play (space)";
}

function step(time) {
  pause();
  state.selected = null;
  setTime(time, true);
}

// The timeline: what plays when, dates below, long empty stretches broken.

function drawMarks() {
  const svg = byId("marks");
  svg.replaceChildren();
  const width = byId("axis").getBoundingClientRect().width;
  if (!width || !story.duration) return;
  // Half the thumb stands over at each end.
  const x = (time) => 8 + ((width - 16) * time) / story.duration;
  const y = 22;
  svg.append(drawn("path", { class: "line", d: `M${x(0)} ${y}H${x(story.duration)}` }));
  const gaps = new Map(story.gaps);
  const after = story.cues.find((cue) => cue.after);
  if (after && story.cues.some((cue) => !cue.after)) {
    // What the article says of the time after it appeared.
    const from = x(after.start) - 5;
    let lines = "";
    for (let at = from - 24; at < x(story.duration); at += 6) {
      const a = Math.max(from - at, 0), b = Math.min(x(story.duration) - at, 24);
      if (b > a) lines += `M${short(at + a)} ${34 - a}L${short(at + b)} ${34 - b}`;
    }
    svg.append(drawn("path", { class: "hatch", d: lines }), drawn("path", { class: "from-here", d: `M${short(from)} 8V36` }));
  }
  let lastEnd = -9, lastDate = null, lastGapEnd = -9;
  story.cues.forEach((cue, index) => {
    const from = x(cue.start), to = x(cue.end);
    const names = `cue ${cue.status}${cue.background ? " is-background" : ""}`;
    if (state.selected === cue.target) svg.append(drawn("rect", { x: from - 5, y: y - 12, width: to - from + 10, height: 24, rx: 12, class: "cue-chosen" }));
    const height = cue.leg ? 10 : 7;
    svg.append(drawn("rect", { x: short(from), y: y - height / 2, width: short(Math.max(to - from, 2)), height, rx: height / 2, class: names }));
    if (gaps.has(index)) {
      const at = short((x(story.cues[index - 1].end) + from) / 2);
      svg.append(drawn("rect", { x: at - 3, y: y - 8, width: 6, height: 16, style: null, fill: "none" }));
      svg.append(drawn("path", { class: "break", d: `M${at - 4} ${y + 7}l4 -14M${at} ${y + 7}l4 -14` }));
      const text = wordsAt(at, 70, `${gaps.get(index)} on`);
      text.setAttribute("text-anchor", "middle");
      svg.append(text);
      const half = text.getComputedTextLength() / 2;
      if (at - half < lastGapEnd + 8 || at - half < 0 || at + half > width) text.remove();
      else lastGapEnd = at + half;
    }
    if (cue.short && cue.short !== lastDate) {
      const text = wordsAt(from, 54, cue.short);
      svg.append(text);
      const length = text.getComputedTextLength();
      if (from < lastEnd + 10) {
        text.remove();
      } else {
        const shift = Math.min(width - length - from, 0);
        text.setAttribute("x", short(from + shift));
        svg.append(drawn("path", { class: "tick", d: `M${short(from)} ${y + 10}V44` }));
        lastEnd = from + shift + length;
      }
    }
    lastDate = cue.short;
  });
  if (after) {
    const text = wordsAt(x(after.start) - 5, 70, "after the article");
    svg.append(text);
    const length = text.getComputedTextLength();
    if (x(after.start) - 5 < lastGapEnd + 8) text.remove();
    else text.setAttribute("x", short(Math.min(x(after.start) - 5, width - length)));
  }
}

function listen() {
  byId("play").addEventListener("click", () => (state.isPlaying ? pause() : play()));
  byId("next").addEventListener("click", () => step(timeAfter(state.time)));
  byId("previous").addEventListener("click", () => step(timeBefore(state.time)));
  byId("speed").addEventListener("change", (event) => (state.speed = Number(event.target.value)));
  slider.addEventListener("input", () => {
    state.isPlaying = false;
    showPlaying();
    setTime(Number(slider.value));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target, key } = event;
    if (target.closest("select, textarea, input:not([type=range])")) return;
    if (key === " " && target.closest("button, a, summary, [role=button]")) return;
    if (key === " ") state.isPlaying ? pause() : play();
    else if (key === "ArrowRight") event.shiftKey ? step(state.time + 1) : step(timeAfter(state.time));
    else if (key === "ArrowLeft") event.shiftKey ? step(state.time - 1) : step(timeBefore(state.time));
    else if (key === "Home") step(0);
    else if (key === "End") step(story.duration);
    else if (key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(() => {
    sizeAtlas();
    drawMarks();
  }).observe(byId("map"));
  new ResizeObserver(drawMarks).observe(byId("axis"));
  let kept = null;
  window.addEventListener("beforeprint", () => {
    kept = state.time;
    pause();
    setTime(story.duration, true);
    sizeAtlas();
  });
  window.addEventListener("afterprint", () => {
    setTime(kept || 0, true);
    sizeAtlas();
  });
  window.addEventListener("hashchange", goToHash);
}

/** The address may name a place or event ("#p3"), or a moment: "#t=0.5" of the whole, "#s=4.2" in seconds, "#play". */
function goToHash() {
  const hash = location.hash.slice(1);
  for (const part of hash.split("&")) {
    const [name, value] = part.split("=");
    if (name === "t") setTime(Number(value) * story.duration, true);
    else if (name === "s") setTime(Number(value), true);
    else if (name === "play") play();
    else if (story.links[part]) choose(part);
  }
}

/** What the page does just now, for those who test it. */
function report() {
  const { dataset } = document.documentElement;
  dataset.time = state.time.toFixed(4);
  dataset.frame = state.frame;
  dataset.playing = state.isPlaying;
  dataset.selected = state.selected || "";
  dataset.requests = performance.getEntriesByType("resource").filter((entry) => !entry.name.startsWith("data:")).length;
}

function start() {
  document.documentElement.dataset.errors = "0";
  const count = () => (document.documentElement.dataset.errors = String(Number(document.documentElement.dataset.errors) + 1));
  window.addEventListener("error", count);
  window.addEventListener("unhandledrejection", count);
  document.addEventListener("securitypolicyviolation", count);
  byId("deck").textContent = story.deck || "";
  byId("deck").hidden = !story.deck;
  const source = [story.source, story.published].filter(Boolean).join(" · ");
  byId("source").textContent = source;
  byId("source").hidden = !source;
  slider.max = story.duration || 1;
  for (const id of ["play", "next", "previous", "slider", "speed"]) byId(id).disabled = !story.cues.length;
  buildWords((target) => choose(target, true));
  buildEvents(chooseCue, choose);
  showTab = buildTabs();
  buildAtlas();
  moveByHand(choose);
  listen();
  sizeAtlas();
  setTime(0, true);
  goToHash();
  // The typefaces are in the page, but ready only a moment later; widths are then others.
  document.fonts.ready.then(() => {
    widths.clear();
    sizeAtlas();
    drawMarks();
    document.documentElement.dataset.ready = "true";
  });
}

start();
