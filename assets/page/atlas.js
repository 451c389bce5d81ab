// The main map with its insets and plates: laid out, drawn, moved by hand.

const atlas = { main: null, badges: null, insets: [], crowds: [], own: [], covered: [], hidden: new Set(), moved: false, state: null };

/** What is lit with the selected thing: itself, and the places of an event or a date. */
function litBy(selected) {
  const lit = new Set();
  if (!selected) return lit;
  lit.add(selected);
  const open = [selected];
  while (open.length) {
    const target = open.pop();
    if (!"ed".includes(target[0])) continue;
    for (const other of (story.links[target] || [[]])[0]) {
      // A date lights its events, an event its place.
      if (!lit.has(other) && (other[0] === "p" || (target[0] === "d" && other[0] === "e"))) {
        lit.add(other);
        open.push(other);
      }
    }
  }
  return lit;
}

function buildAtlas() {
  buildGround();
  atlas.main = new Chart(byId("overlay"));
  atlas.badges = drawn("g", { class: "chart" });
  byId("overlay").append(atlas.badges);
  drawLegend();
}

function drawLegend() {
  const entries = [];
  const statuses = [...new Set(story.legs.map((l) => l.status))];
  const words = { done: "Done", ongoing: "Under way", planned: "Planned", possible: "Possible", cancelled: "Cancelled" };
  for (const status of Object.keys(words).filter((s) => statuses.includes(s))) entries.push([signOf(status, true), words[status]]);
  if (story.legs.some((l) => l.branch && l.option > 0)) entries.push([null, "“or”: one of the two"]);
  if (story.cast.some((p) => p.role === "pin" && p.sign === "unsure")) entries.push([signOf("unsure", false), "Place not sure"]);
  // One line alone explains itself: the plate says what it is.
  if (entries.length < 2) return;
  byId("legend").replaceChildren(...entries.map(([sign, text]) => made("li", {}, ...(sign ? [sign] : []), text)));
}

/** Where controls and plates lie on the map. */
function platesOn() {
  const map = byId("map").getBoundingClientRect();
  const all = ["plate", "legend", "scale"].map(byId).concat([...document.querySelectorAll(".map-buttons, .map-credit")]);
  return all
    .map((element) => element.getBoundingClientRect())
    .filter((r) => r.width > 0)
    .map((r) => [r.left - map.left, r.top - map.top, r.right - map.left, r.bottom - map.top]);
}

function fitMain() {
  const { view } = atlas.main;
  const plate = byId("plate").getBoundingClientRect().height;
  const narrow = view.width < 600;
  const side = clamp(view.width * 0.12, 34, 150);
  const above = clamp(view.height * 0.16, narrow ? plate * 0.6 + 20 : 40, 130), below = clamp(view.height * 0.12, 36, 90);
  view.fit(story.base.story, { side, above, below });
  atlas.moved = false;
}

/** Takes over the size of the map; shows the whole story unless the reader has moved the map. */
function sizeAtlas() {
  const { width, height } = byId("map").getBoundingClientRect();
  if (!width || !height) return;
  const { view } = atlas.main;
  view.width = width;
  view.height = height;
  if (atlas.moved) view.clamped();
  else fitMain();
  drawAtlas(true);
}

/** A free corner for an inset of the members of a crowd: its rectangle and view; null where there is none or where it would gain nothing. */
function insetFor(crowd, taken, lines) {
  const { view } = atlas.main;
  if (view.width < 700 || view.height < 420) return null;
  const sizes = [[0.3, 0.4], [0.22, 0.29]];
  return sizes.reduce((found, [w, h]) => found || cornerFor(crowd, taken, lines, clamp(view.width * w, 200, 340), clamp(view.height * h, 200, 280)), null);
}

function cornerFor(crowd, taken, lines, w, h) {
  const { view } = atlas.main;
  const xs = crowd.members.map((m) => story.cast[m].x - Math.round(story.cast[m].x - view.x)), ys = crowd.members.map((m) => story.cast[m].y);
  const inner = new View(w, h);
  const edges = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  inner.fit(edges, { side: 62, above: 40, below: 40 });
  if (inner.zoom < view.zoom + 1.3) return null;
  const gap = 16;
  const left = gap, right = view.width - gap - w, top = gap, bottom = view.height - h - 44;
  // Pins, and the names of areas.
  const others = story.cast.filter((_, i) => !crowd.members.includes(i));
  const points = others.flatMap((player) => {
    const [dx, dy] = player.role === "pin" ? [10, 10] : [44, 18];
    return view.copies(player.x, player.x).map((k) => {
      const [px, py] = view.project(player.x + k, player.y);
      return [px - dx, py - dy, px + dx, py + dy];
    });
  });
  const middle = [(crowd.box[0] + crowd.box[2]) / 2, (crowd.box[1] + crowd.box[3]) / 2];
  const corners = [[left, bottom], [right, bottom], [right, top], [left, top]];
  // The plate and the buttons keep their corners: an inset may stand below or beside them.
  corners.push([left, top + 108], [right - 48, top], [left, bottom - 44], [right, top + 124]);
  const isFree = ([x, y]) => {
    const rect = [x, y, x + w, y + h], wide = grown(rect, 8);
    if (y < 0 || y + h > view.height || taken.some((t) => meet(t, wide)) || meet(crowd.box, wide)) return false;
    if (points.some((p) => meet(p, wide))) return false;
    return !lines.some((line) => {
      const way = line.track.points;
      return way.some((p, i) => i > 0 && isCrossed(wide, way[i - 1], p));
    });
  };
  const far = ([x, y]) => distance([x + w / 2, y + h / 2], middle);
  const free = corners.filter(isFree).sort((a, b) => far(a) - far(b))[0];
  return free ? { rect: [free[0], free[1], free[0] + w, free[1] + h], view: inner } : null;
}

/** The shortest line from the frame of a crowd to its inset. */
function leaderOf(box, rect) {
  const near = (low, high, from, to) => [clamp((from + to) / 2, low, high), clamp((low + high) / 2, from, to)];
  const [bx, rx] = near(box[0], box[2], rect[0], rect[2]);
  const [by, ry] = near(box[1], box[3], rect[1], rect[3]);
  const x = rect[0] > box[2] ? [box[2], rect[0]] : rect[2] < box[0] ? [box[0], rect[2]] : [bx, rx];
  const y = rect[1] > box[3] ? [box[3], rect[1]] : rect[3] < box[1] ? [box[1], rect[3]] : [by, ry];
  return `M${short(x[0])} ${short(y[0])}L${short(x[1])} ${short(y[1])}`;
}

/** Lays out insets and badges anew; needed when the view has changed. */
function layOut() {
  const { view } = atlas.main;
  for (const inset of atlas.insets) inset.host.remove();
  atlas.insets = [];
  atlas.badges.replaceChildren();
  atlas.hidden = new Set();
  atlas.crowds = [];
  atlas.own = [];
  atlas.covered = [];
  const lines = legsUnder(view, 0);
  // The plate grows with its words.
  const plates = [...platesOn(), [16, 16, 340, 112]];
  for (const crowd of crowdsOf(view)) {
    const found = atlas.insets.length < 2 ? insetFor(crowd, [...plates, ...atlas.own], lines) : null;
    if (found) {
      addInset(crowd, found);
    } else if (crowd.size < CLUSTER) {
      addBadge(crowd);
    } else {
      continue;
    }
    crowd.members.forEach((m) => atlas.hidden.add(m));
    atlas.crowds.push(crowd);
  }
}

function addInset(crowd, { rect, view }) {
  const [x, y, right, bottom] = rect;
  const host = drawn("g", { class: "inset" });
  const frame = { x: short(x), y: short(y), width: short(right - x), height: short(bottom - y) };
  const inner = drawn("svg", { ...frame, overflow: "hidden" });
  const chart = new Chart(inner);
  chart.view = view;
  const ground = drawn("g", {}, drawn("use", { href: "#ground-lines", transform: chart.groundTransform() }));
  inner.prepend(drawn("rect", { width: "100%", height: "100%", class: "inset-sea" }), ground);
  inner.style.setProperty("pointer-events", "auto");
  const around = drawn("g", { class: "chart" });
  const box = crowd.box;
  around.append(
    drawn("rect", { x: short(box[0]), y: short(box[1]), width: short(box[2] - box[0]), height: short(box[3] - box[1]), class: "inset-frame" }),
    drawn("path", { d: leaderOf(box, rect), class: "leader" }),
    drawn("rect", { ...frame, class: "inset-frame" }),
  );
  host.append(inner, around);
  atlas.badges.before(host);
  atlas.insets.push({ host, chart, crowd });
  atlas.own.push(grown(rect, 4), box);
  atlas.covered.push(box);
}

function addBadge(crowd) {
  const at = [(crowd.box[0] + crowd.box[2]) / 2, (crowd.box[1] + crowd.box[3]) / 2];
  const names = crowd.members.map((m) => frames[frames.length - 1].looks[m].name).filter(Boolean);
  const badge = drawn(
    "g",
    { class: "badge", role: "button", tabindex: "0", "aria-label": `${crowd.members.length} places: ${names.join(", ")}. Zoom in`, transform: `translate(${short(at[0])} ${short(at[1])})` },
    drawn("circle", { r: 13 }),
    wordsAt(0, 4, String(crowd.members.length)),
  );
  const open = () => openCrowd(crowd);
  badge.open = open;
  badge.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  atlas.badges.append(badge);
  crowd.box = [at[0] - 15, at[1] - 15, at[0] + 15, at[1] + 15];
  atlas.own.push(crowd.box);
}

/** Zooms in until the members of a crowd stand apart. */
function openCrowd(crowd) {
  const { view } = atlas.main;
  const xs = crowd.members.map((m) => story.cast[m].x - Math.round(story.cast[m].x - view.x)), ys = crowd.members.map((m) => story.cast[m].y);
  const side = clamp(view.width * 0.2, 50, 200);
  view.fit([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], { side, above: clamp(view.height * 0.25, 60, 160), below: clamp(view.height * 0.2, 40, 120) });
  atlas.moved = true;
  drawAtlas(true);
}

const isWithin = (line, box) => {
  const ends = [line.track.points[0], line.track.points[line.track.points.length - 1]];
  return ends.every((p) => p[0] >= box[0] && p[0] <= box[2] && p[1] >= box[1] && p[1] <= box[3]);
};

/** Draws the map at the time and with the selection of `atlas.state`; `isMoved` where the view or the size is another. */
function drawAtlas(isMoved) {
  const { main, state } = atlas;
  if (!state || !main.view.width) return;
  if (isMoved) {
    groundFrame.setAttribute("transform", main.groundTransform());
    for (const { element, from, to } of groundParts) {
      element.style.display = main.view.zoom + 0.25 >= from && main.view.zoom < to ? "" : "none";
    }
    drawScale();
    layOut();
  }
  const { looks } = frames[state.frame];
  const lit = litBy(state.selected);
  const all = legsUnder(main.view, state.time);
  const lines = all.filter((line) => !atlas.covered.some((box) => isWithin(line, box)));
  const common = { time: state.time, looks, lit, selected: state.selected };
  main.draw({ ...common, hidden: atlas.hidden, taken: [...platesOn(), ...atlas.own], lines, crowds: atlas.crowds });
  for (const { chart } of atlas.insets) {
    chart.draw({ ...common, hidden: new Set(), taken: [], lines: legsUnder(chart.view, state.time), crowds: [] });
  }
}

/** Only what moves: the legs and their heads. */
function tickAtlas() {
  const { main, state } = atlas;
  const lines = legsUnder(main.view, state.time).filter((line) => !atlas.covered.some((box) => isWithin(line, box)));
  drawRoutes(main, lines, state.selected);
  for (const { chart } of atlas.insets) drawRoutes(chart, legsUnder(chart.view, state.time), state.selected);
}

/** A round length no longer than 110 points, true at the middle latitude. */
function drawScale() {
  const { view } = atlas.main;
  const lat = Math.atan(Math.sinh((0.5 - view.y) * 2 * Math.PI));
  const perPoint = (40075016.7 * Math.cos(lat)) / view.world;
  const power = 10 ** Math.floor(Math.log10(perPoint * 110));
  const metres = [5, 2.5, 2, 1].map((f) => f * power).find((m) => m <= perPoint * 110) || power;
  byId("scale").firstElementChild.style.width = `${short(metres / perPoint)}px`;
  byId("scale").lastElementChild.textContent = metres >= 1000 ? `${(metres / 1000).toLocaleString("en")} km` : `${metres} m`;
}

/** Moves the map so that a place is in view. */
function showPlace(target) {
  const player = story.cast.find((p) => p.target === target);
  const { view } = atlas.main;
  if (!player) return;
  const [k] = view.copies(player.x, player.x);
  const at = view.project(player.x + (k || 0), player.y);
  const index = story.cast.indexOf(player);
  const isInInset = atlas.insets.some(({ crowd }) => crowd.members.includes(index));
  if (isInInset) return;
  const crowd = atlas.crowds.find(({ members }) => members.includes(index));
  if (crowd) return openCrowd(crowd);
  if (isInside([...at, ...at], grown(atlas.main.frame(), -24))) return;
  view.x = player.x + (k || 0);
  view.y = player.y;
  view.clamped();
  atlas.moved = true;
  drawAtlas(true);
}

/** Lets the reader move the map by pointer, wheel and keys; calls `choose` with the target of what is clicked. */
function moveByHand(choose) {
  const overlay = byId("overlay");
  const { view } = atlas.main;
  const pointers = new Map();
  let start = null, hasMoved = false, isDue = false;
  const local = (event) => {
    const rect = overlay.getBoundingClientRect();
    return [event.clientX - rect.left, event.clientY - rect.top];
  };
  const redraw = () => {
    atlas.moved = true;
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      drawAtlas(true);
    });
  };
  overlay.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, local(event));
    hasMoved = hasMoved && pointers.size > 1;
    start = local(event);
  });
  overlay.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = local(event);
    if (!hasMoved && distance(now, start) < 4) return;
    if (!hasMoved) overlay.setPointerCapture(event.pointerId);
    hasMoved = true;
    overlay.classList.add("is-dragging");
    const others = [...pointers].filter(([id]) => id !== event.pointerId);
    if (others.length) {
      const other = others[0][1];
      const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
      view.zoomAt(Math.log2(Math.max(distance(now, other), 1) / Math.max(distance(before, other), 1)), ...middle);
    } else {
      view.x -= (now[0] - before[0]) / view.world;
      view.y -= (now[1] - before[1]) / view.world;
      view.clamped();
    }
    pointers.set(event.pointerId, now);
    redraw();
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (!pointers.size) overlay.classList.remove("is-dragging");
    if (event.type === "pointerup" && !hasMoved) {
      const badge = event.target.closest && event.target.closest(".badge");
      const hit = event.target.closest && event.target.closest("[data-target]");
      if (badge) badge.open();
      else choose(hit ? hit.getAttribute("data-target") : null);
    }
    if (!pointers.size) hasMoved = false;
  };
  overlay.addEventListener("pointerup", end);
  overlay.addEventListener("pointercancel", end);
  overlay.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.zoomAt(clamp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0025), -1, 1), ...local(event));
    redraw();
  }, { passive: false });
  overlay.addEventListener("dblclick", (event) => {
    view.zoomAt(1, ...local(event));
    redraw();
  });
  const zoom = (levels) => {
    // Toward what is selected, if it is in view; else toward the middle.
    const chosen = story.cast.find((p) => p.target && litBy(atlas.state.selected).has(p.target) && p.role === "pin");
    const [k] = chosen ? view.copies(chosen.x, chosen.x) : [];
    const at = k === undefined ? null : view.project(chosen.x + k, chosen.y);
    const isShown = at && isInside([...at, ...at], atlas.main.frame());
    view.zoomAt(levels, ...(isShown ? at : [view.width / 2, view.height / 2]));
    redraw();
  };
  const all = () => {
    fitMain();
    drawAtlas(true);
  };
  byId("zoom-in").addEventListener("click", () => zoom(0.75));
  byId("zoom-out").addEventListener("click", () => zoom(-0.75));
  byId("zoom-all").addEventListener("click", all);
  overlay.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = 80 / view.world;
    const pin = event.target.closest("[data-target]");
    if (pin && (event.key === "Enter" || event.key === " ")) choose(pin.getAttribute("data-target"));
    else if (event.target !== overlay) return;
    else if (event.key === "ArrowLeft") view.x -= step;
    else if (event.key === "ArrowRight") view.x += step;
    else if (event.key === "ArrowUp") view.y -= step;
    else if (event.key === "ArrowDown") view.y += step;
    else if (event.key === "+" || event.key === "=") zoom(0.5);
    else if (event.key === "-") zoom(-0.5);
    else if (event.key === "0") all();
    else return;
    event.preventDefault();
    event.stopPropagation();
    view.clamped();
    if (event.key.startsWith("Arrow")) redraw();
  });
}
