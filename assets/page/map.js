// Charts: the main map and the insets, each with its view, its ground and what lies on it.

const UNIT = story.base.unit;
const [ORIGIN_X, ORIGIN_Y] = story.base.origin;
/** Three or more places within so many points are a crowd; places nearer than CLUSTER cover each other. */
const CROWD = 48, CLUSTER = 22;

// The lines stand still in their own units; the frame around them moves. Insets use the lines again.
const groundLines = drawn("g", { class: "ground", id: "ground-lines" });
const groundFrame = drawn("g", {}, groundLines);
const groundParts = [];
let landPath = null;

function buildGround() {
  const graticule = drawn("path", { class: "graticule", d: graticuleData() });
  groundLines.append(graticule);
  groundParts.push({ element: graticule, from: -1, to: 5 });
  for (const part of story.base.parts) {
    const isRing = ["land", "polar-land", "lake"].includes(part.kind);
    const element = drawn("path", { class: part.kind, d: pathOf(unpacked(part.lines), isRing) });
    if (part.kind === "land") landPath = element;
    groundLines.append(element);
    groundParts.push({ element, from: part.zoom, to: 99 });
  }
  byId("ground").append(groundFrame);
}

function graticuleData() {
  const parts = [];
  const x = (w) => Math.round((w - ORIGIN_X) / UNIT), y = (w) => Math.round((w - ORIGIN_Y) / UNIT);
  for (let i = Math.ceil(WEST * 12); i <= EAST * 12; i++) parts.push(`M${x(i / 12)} ${y(NORTH)}V${y(SOUTH)}`);
  for (let lat = -60; lat <= 60; lat += 30) {
    const w = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
    if (w > NORTH && w < SOUTH) parts.push(`M${x(WEST)} ${y(w)}H${x(EAST)}`);
  }
  return parts.join("");
}

/** The parts of a player's shape in units of the base map, made once. */
const shapes = story.cast.map((player) => {
  if (!player.lines) return null;
  const lines = unpacked(player.lines);
  return { lines, path: pathOf(lines, player.role === "area") };
});

let chartCount = 0;

class Chart {
  constructor(host) {
    this.id = `chart${chartCount++}`;
    this.root = drawn("g", { class: "chart" });
    this.view = new View(100, 100);
    this.defs = drawn("defs");
    this.root.append(this.defs);
    for (const name of ["areas", "names", "routes", "pins", "forks", "heads", "labels"]) {
      this[name] = drawn("g", { class: name });
      this.root.append(this[name]);
    }
    this.players = story.cast.map(() => null);
    this.shapes = story.cast.map(() => null);
    host.append(this.root);
  }

  frame() {
    return [6, 6, this.view.width - 6, this.view.height - 6];
  }

  groundTransform() {
    const scale = this.view.world * UNIT;
    const [x, y] = this.view.project(ORIGIN_X, ORIGIN_Y);
    return `translate(${x.toFixed(3)} ${y.toFixed(3)}) scale(${scale})`;
  }

  isLand(x, y) {
    if (!landPath) return false;
    const [wx, wy] = this.view.unproject(x, y);
    return landPath.isPointInFill(new DOMPoint((wx - ORIGIN_X) / UNIT, (wy - ORIGIN_Y) / UNIT));
  }

  /** Where a player is on the picture, once for each copy of the world. */
  boxesOf(index, looks, lit) {
    const player = story.cast[index], { view } = this;
    const radius = radiusOf(player) + (radiusOf(player) && (lit.has(player.target) || looks[index].isCurrent) ? 3.5 : 0);
    if (player.role === "area" && shapes[index]) {
      const box = this.areaBox(index);
      return box ? [{ box, at: null }] : [];
    }
    const r = player.role === "around" ? this.aroundRadius(player) : player.role === "border" ? 8 : radius;
    return view.copies(player.x, player.x).map((k) => {
      const at = view.project(player.x + k, player.y);
      return { box: [at[0] - r, at[1] - r, at[0] + r, at[1] + r], at };
    });
  }

  aroundRadius(player) {
    const lat = Math.atan(Math.sinh((0.5 - player.y) * 2 * Math.PI));
    return clamp((player.km * 1000 * this.view.world) / (40075016.7 * Math.cos(lat)), 9, this.view.width / 2);
  }

  /** The middle of the largest part of an area in view, as far from its edge as there is room for. */
  areaBox(index) {
    const { view } = this, frame = this.frame();
    let best = null, bestRing = null;
    for (const line of shapes[index].lines) {
      const ring = [];
      for (let i = 0; i < line.length; i += 2) ring.push(view.project(ORIGIN_X + line[i] * UNIT, ORIGIN_Y + line[i + 1] * UNIT));
      const xs = ring.map((p) => p[0]), ys = ring.map((p) => p[1]);
      const box = [
        Math.max(Math.min(...xs), frame[0]),
        Math.max(Math.min(...ys), frame[1]),
        Math.min(Math.max(...xs), frame[2]),
        Math.min(Math.max(...ys), frame[3]),
      ];
      const size = Math.max(box[2] - box[0], 0) * Math.max(box[3] - box[1], 0);
      if (size > (best ? (best[2] - best[0]) * (best[3] - best[1]) : 0)) [best, bestRing] = [box, ring];
    }
    if (!best || best[2] - best[0] < 60 || best[3] - best[1] < 24) return best;
    const every = Math.ceil(bestRing.length / 240);
    const sparse = bestRing.filter((_, i) => i % every === 0);
    let room = -1, at = [(best[0] + best[2]) / 2, (best[1] + best[3]) / 2];
    for (let i = 1; i < 12; i++) {
      for (let j = 1; j < 12; j++) {
        const p = [best[0] + ((best[2] - best[0]) * i) / 12, best[1] + ((best[3] - best[1]) * j) / 12];
        if (!isUnder(sparse, p)) continue;
        const toFrame = Math.min(p[0] - best[0], best[2] - p[0], p[1] - best[1], best[3] - p[1]);
        const clear = sparse.reduce((least, q) => Math.min(least, distance(p, q)), toFrame * 1.5);
        if (clear > room) [room, at] = [clear, p];
      }
    }
    const w = Math.min(at[0] - best[0], best[2] - at[0]), h = Math.min(at[1] - best[1], best[3] - at[1]);
    return [at[0] - w, at[1] - h, at[0] + w, at[1] + h];
  }

  drawAreas(looks, lit) {
    const transform = this.groundTransform();
    story.cast.forEach((player, index) => {
      if (!["area", "around", "border"].includes(player.role)) return;
      let group = this.shapes[index];
      if (!group) {
        group = this.shapes[index] = drawn("g", { "data-target": player.target });
        this.areas.append(group);
        if (player.role === "area") group.append(drawn("path", { class: "area-mark", d: shapes[index].path }), drawn("path", { class: "area", d: shapes[index].path }));
        if (player.role === "border") group.append(drawn("path", { class: "area-mark", d: shapes[index].path }), drawn("path", { class: "zone-wide", d: shapes[index].path }), drawn("path", { class: "zone", d: shapes[index].path }));
        if (player.role === "around") group.append(drawn("circle", { class: "area around" }));
      }
      const isLit = lit.has(player.target);
      if (player.role === "around") {
        const [k] = this.view.copies(player.x, player.x);
        const [x, y] = this.view.project(player.x + (k || 0), player.y);
        const circle = group.firstChild;
        circle.setAttribute("cx", short(x));
        circle.setAttribute("cy", short(y));
        circle.setAttribute("r", short(this.aroundRadius(player)));
        circle.classList.toggle("to-come", !looks[index].isReached);
        return;
      }
      group.setAttribute("transform", transform);
      group.firstChild.style.visibility = isLit ? "visible" : "hidden";
      group.lastChild.classList.toggle("to-come", !looks[index].isReached);
    });
  }

  /** Draws one pin; its element stays the same, so that it keeps the focus. */
  drawPin(index, at, look, isLit, selected) {
    const player = story.cast[index];
    let group = this.players[index];
    if (!group) {
      group = this.players[index] = drawn("g", { class: "pin", role: "button", tabindex: "0", "data-target": player.target });
      this.pins.append(group);
    }
    const r = player.number ? 9 : player.storm ? 3.5 : 5;
    const shown = JSON.stringify([look, isLit]);
    group.setAttribute("transform", `translate(${short(at[0])} ${short(at[1])})`);
    group.setAttribute("class", `pin ${player.sign}${look.isReached || isLit ? "" : " to-come"}`);
    group.setAttribute("aria-label", look.accessible);
    group.setAttribute("aria-pressed", String(selected === player.target));
    group.style.display = "";
    if (group.shown === shown) return;
    group.shown = shown;
    const parts = [drawn("circle", { r: Math.max(r + 5, 13), class: "hit" })];
    if (isLit) parts.push(drawn("circle", { r: r + 8, class: "halo" }));
    else parts.push(drawn("circle", { r: r + 7, class: "halo on-hover" }));
    if (isLit || look.isCurrent) parts.push(drawn("circle", { r: r + 4.5, class: "chosen-ring" }));
    else parts.push(drawn("circle", { r: r + 2, class: "ring" }));
    const body = drawn("g", { class: "pin-body" });
    const { sign } = player;
    if (player.storm || ["sure", "done", "ongoing"].includes(sign)) {
      body.append(drawn("circle", { r, class: "filled" }));
    } else {
      const width = { planned: 2.25, cancelled: 1.25 }[sign] || 2;
      body.append(drawn("circle", { r: r - width / 2, class: "hollow", "stroke-width": width, "stroke-dasharray": { possible: "3 2", unsure: "3 2" }[sign] }));
      if (sign === "cancelled") body.append(drawn("path", { d: `M${-r / 2} ${-r / 2}L${r / 2} ${r / 2}M${-r / 2} ${r / 2}L${r / 2} ${-r / 2}`, class: "cross", "stroke-width": 1.25 }));
    }
    if (player.number) {
      const number = wordsAt(0, 4, String(player.number));
      number.setAttribute("class", ["sure", "done", "ongoing"].includes(sign) ? "number" : "number hollow-number");
      body.append(number);
    }
    parts.push(body, drawn("circle", { r: r + 8, class: "focus-ring" }));
    group.replaceChildren(...parts);
  }

  /** Draws everything but the ground. `hidden` are players shown elsewhere, `taken` what labels keep clear of. */
  draw({ looks, lit, selected, hidden, taken, lines, crowds }) {
    const order = story.cast.map((_, i) => i);
    const weight = (i) => (lit.has(story.cast[i].target) ? 0 : looks[i].isCurrent ? 1 : story.cast[i].rank);
    order.sort((a, b) => weight(a) - weight(b) || a - b);
    this.drawAreas(looks, lit);
    drawRoutes(this, lines, selected);
    const pills = drawForks(this, lines);
    const boxes = story.cast.map((_, i) => (hidden.has(i) ? [] : this.boxesOf(i, looks, lit)));
    const room = new Room(this.frame(), [...taken, ...pills]);
    room.addLegs(lines);
    story.cast.forEach((player, i) => {
      if (player.role === "pin" || player.role === "around") {
        for (const { box, at } of boxes[i]) room.pins.push([at, (box[2] - box[0]) / 2]);
      }
      if (player.role !== "pin") return;
      if (boxes[i].length) this.drawPin(i, boxes[i][0].at, looks[i], lit.has(player.target), selected);
      else if (this.players[i]) this.players[i].style.display = "none";
    });
    this.labels.replaceChildren();
    drawStoryLabels(this, order, boxes, looks, room, lit);
    drawCrowdLabels(this, crowds, looks, room);
    drawBaseLabels(this, looks, room);
  }
}

/** Even-odd rule, on the picture. */
function isUnder(ring, at) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[j], ring[i]];
    if (a[1] > at[1] !== b[1] > at[1] && at[0] < ((b[0] - a[0]) * (at[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Places that stand too close to be told apart: lists of players, each with its box. */
function crowdsOf(view) {
  const isPoint = (player) => (player.role === "pin" && !player.storm) || player.role === "border" || player.role === "around";
  const pins = story.cast.map((player, index) => ({ player, index })).filter(({ player }) => isPoint(player));
  const placed = [];
  for (const { player, index } of pins) {
    const [k] = view.copies(player.x, player.x);
    if (k !== undefined) placed.push({ index, rank: player.rank, at: view.project(player.x + k, player.y) });
  }
  const crowds = [];
  const taken = new Set();
  for (const seed of placed) {
    if (taken.has(seed.index)) continue;
    const near = placed.filter((p) => !taken.has(p.index));
    near.sort((a, b) => distance(a.at, seed.at) - distance(b.at, seed.at));
    let box = [...seed.at, ...seed.at];
    const members = [];
    for (const p of near) {
      const wider = [Math.min(box[0], p.at[0]), Math.min(box[1], p.at[1]), Math.max(box[2], p.at[0]), Math.max(box[3], p.at[1])];
      if (wider[2] - wider[0] > CROWD || wider[3] - wider[1] > CROWD) continue;
      box = wider;
      members.push(p.index);
    }
    if (members.length < 3) continue;
    members.forEach((m) => taken.add(m));
    const size = Math.max(box[2] - box[0], box[3] - box[1]);
    crowds.push({ members: members.sort((a, b) => story.cast[a].rank - story.cast[b].rank || a - b), box: grown(box, 12), size });
  }
  return crowds;
}
