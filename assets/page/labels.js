// Names on the map without collisions, as src/scene/labels.rs places them: those of the story first, then seas, countries and cities.

const CLEAR = 4;
const pen = document.createElement("canvas").getContext("2d");
const SANS = '"Dateline Sans", "Source Sans 3", system-ui, sans-serif';
const SERIF = '"Dateline Serif", "Source Serif 4", Georgia, serif';

/** Size in points, weight, face and spacing of a kind of line. */
function typeOf(kind, rank) {
  switch (kind) {
    case "name":
      return { size: window.innerWidth >= 1600 ? 14 : 13, font: `600 {} ${SANS}`, spacing: 0 };
    case "name water":
      return { size: window.innerWidth >= 1600 ? 14 : 13, font: `italic 400 {} ${SERIF}`, spacing: 0 };
    case "name only-named":
      return { size: window.innerWidth >= 1600 ? 13 : 12, font: `400 {} ${SANS}`, spacing: 0 };
    case "when":
      return { size: 12, font: `400 {} ${SANS}`, spacing: 0 };
    case "base-sea":
      return { size: rank === 0 ? 16 : 13, font: `italic 400 {} ${SERIF}`, spacing: rank === 0 ? 2 : 1.2 };
    case "base-country":
      return { size: 11, font: `600 {} ${SANS}`, spacing: rank <= 1 ? 2 : 1.2 };
    case "base-unit":
      return { size: 11, font: `400 {} ${SANS}`, spacing: 0.6 };
    default:
      return { size: 11, font: `400 {} ${SANS}`, spacing: 0 };
  }
}

const widths = new Map();

function lineOf(kind, text, rank, status) {
  const type = typeOf(kind, rank);
  const font = type.font.replace("{}", `${type.size}px`);
  const key = font + text;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  const width = widths.get(key) + type.spacing * Math.max([...text].length - 1, 0);
  return { kind, text, status, width, size: type.size, spacing: type.spacing, height: Math.ceil(type.size * 1.22) };
}

const sizeOf = (lines) => [Math.max(...lines.map((l) => l.width)), lines.reduce((sum, l) => sum + l.height, 0)];
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const isInside = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
const grown = (r, by) => [r[0] - by, r[1] - by, r[2] + by, r[3] + by];

/** Whether the straight line from a to b touches a rectangle. Source: Liang and Barsky (1984), line clipping. */
function isCrossed(rect, a, b) {
  let enter = 0, leave = 1;
  for (const [start, delta, low, high] of [
    [a[0], b[0] - a[0], rect[0], rect[2]],
    [a[1], b[1] - a[1], rect[1], rect[3]],
  ]) {
    if (Math.abs(delta) < 1e-6) {
      if (start < low || start > high) return false;
      continue;
    }
    const near = (low - start) / delta, far = (high - start) / delta;
    enter = Math.max(enter, Math.min(near, far));
    leave = Math.min(leave, Math.max(near, far));
  }
  return enter <= leave;
}

/** What is taken already. */
class Room {
  constructor(frame, taken) {
    this.frame = frame;
    this.taken = taken;
    this.pins = [];
    this.lines = [];
  }

  addLegs(lines) {
    const frame = grown(this.frame, 20);
    for (const line of lines) {
      const points = line.track.slice(line.from, line.to) || [];
      for (let i = 1; i < points.length; i++) {
        if (isCrossed(frame, points[i - 1], points[i])) this.lines.push([points[i - 1], points[i]]);
      }
    }
  }

  isFree(rect, own, mayCross) {
    const wide = grown(rect, CLEAR);
    if (!isInside(rect, this.frame) || this.taken.some((t) => meet(t, wide))) return false;
    for (const [at, radius] of this.pins) {
      const dx = Math.max(rect[0] - at[0], at[0] - rect[2], 0), dy = Math.max(rect[1] - at[1], at[1] - rect[3], 0);
      if (at !== own && Math.hypot(dx, dy) < radius + 1) return false;
    }
    const near = grown(rect, 3);
    return mayCross || !this.lines.some(([a, b]) => isCrossed(near, a, b));
  }
}

/** Eight positions around a box, the best first. */
function around(box, lines) {
  const [w, h] = sizeOf(lines), first = lines[0].height;
  const cx = (box[0] + box[2]) / 2, cy = (box[1] + box[3]) / 2;
  const top = box[3] - box[1] > 18 ? cy - h / 2 : cy - first / 2;
  const right = box[2] + CLEAR, left = box[0] - CLEAR - w;
  const inset = Math.min((box[2] - box[0]) * 0.15, 6);
  const above = box[1] + inset - h, below = box[3] - inset;
  const at = (x, y, anchor) => ({ rect: [x, y, x + w, y + h], anchor });
  return [
    at(right, top, "start"),
    at(left, top, "end"),
    at(right - inset, above, "start"),
    at(right - inset, below, "start"),
    at(left + inset, above, "end"),
    at(left + inset, below, "end"),
    at(cx - w / 2, box[1] - 2 - h, "middle"),
    at(cx - w / 2, box[3] + 2, "middle"),
  ];
}

/** Positions on top of a point: its middle, then a little off it. */
function upon(at, lines, step) {
  const [w, h] = sizeOf(lines);
  const shifts = step ? [[0, 0], [0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, 1], [1, 1], [-1, -1]] : [[0, 0]];
  return shifts.map(([dx, dy]) => {
    const x = at[0] + dx * step - w / 2, y = at[1] + dy * step - h / 2;
    return { rect: [x, y, x + w, y + h], anchor: "middle" };
  });
}

function wordsAt(x, y, text) {
  const element = drawn("text", { x: short(x), y: short(y) });
  element.textContent = text;
  return element;
}

function drawLabel(group, lines, hung, names) {
  const label = drawn("g", { class: names });
  let top = hung.rect[1];
  const x = { start: hung.rect[0], middle: (hung.rect[0] + hung.rect[2]) / 2, end: hung.rect[2] }[hung.anchor];
  for (const line of lines) {
    // Capitals are 0.66 of the size high.
    const text = wordsAt(x, top + (line.height + line.size * 0.66) / 2, line.text);
    text.setAttribute("class", `${line.kind} ${line.status || ""}`);
    if (hung.anchor !== "start") text.setAttribute("text-anchor", hung.anchor);
    if (line.spacing) text.setAttribute("letter-spacing", line.spacing);
    if (line.kind === "base-sea") text.setAttribute("font-size", line.size);
    label.append(text);
    top += line.height;
  }
  group.append(label);
}

/** `text` in two lines, as even as its words allow. */
function halves(text) {
  let best = -1;
  for (let i = text.indexOf(" "); i >= 0; i = text.indexOf(" ", i + 1)) {
    if (best < 0 || Math.abs(i - text.length / 2) < Math.abs(best - text.length / 2)) best = i;
  }
  return best < 0 ? [text] : [text.slice(0, best), text.slice(best + 1)];
}

/** A label as it may stand: whole, in two lines, without its date. */
function wordings(look, player) {
  const date = look.line ? [lineOf("when", look.line[0], 0, look.line[1])] : [];
  if (!look.name) return date.length ? [date] : [];
  const kind = player.lettering ? `name ${player.lettering}` : "name";
  const broken = halves(look.name).map((part) => lineOf(kind, part));
  const whole = [lineOf(kind, look.name)];
  return broken.length > 1 ? [[...whole, ...date], [...broken, ...date], whole, broken] : [[...whole, ...date], whole];
}

/** Names the cast of a chart: `boxes` holds for each where it is on the picture, once for each copy of the world. */
function drawStoryLabels(chart, order, boxes, looks, room, selected) {
  for (const index of order) {
    const player = story.cast[index], look = looks[index], isPin = player.role === "pin";
    for (const { box, at } of boxes[index] || []) {
      const isShape = !isPin && box[2] - box[0] >= 1;
      const positions = (lines, onItself) => {
        const [w, h] = sizeOf(lines), middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
        if (!onItself) return isShape || isPin ? around(box, lines) : around(grown(box, 8), lines);
        if (isShape && box[2] - box[0] > w * 1.1 && box[3] - box[1] > h * 1.3) return upon(middle, lines, 14);
        return !isPin && !isShape ? upon(middle, lines, 0) : [];
      };
      let found = null;
      const ways = wordings(look, player);
      for (const [mayCross, onItself] of [[false, true], [false, false], [true, true], [true, false]]) {
        for (const lines of ways) {
          const hung = positions(lines, onItself).find((h) => room.isFree(h.rect, at, mayCross));
          if (hung) found = { lines, hung };
          if (found) break;
        }
        if (found) break;
      }
      if (!found && selected.has(player.target) && ways.length) {
        // What the reader has selected is named in any case, inside the frame.
        const lines = ways[ways.length - 1];
        const hung = positions(lines, false).find((h) => isInside(h.rect, room.frame));
        if (hung) found = { lines, hung };
      }
      if (!found) continue;
      const { rect } = found.hung;
      const ground = chart.isLand((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2) ? "on-land" : "on-sea";
      const isArea = ["area", "around", "border"].includes(player.role);
      drawLabel(chart.labels, found.lines, found.hung, isArea ? `${ground} on-area` : ground);
      room.taken.push(rect);
    }
  }
}

/** Names crowds beside their frames or badges: the most important of them, and how many more. */
function drawCrowdLabels(chart, crowds, looks, room) {
  for (const { members, box } of crowds) {
    const name = looks[members[0]].name;
    const more = lineOf("when", `and ${members.length - 1} more`, 0, "more");
    const ways = [[lineOf("name", name), more], [...halves(name).map((part) => lineOf("name", part)), more]];
    // Their own frame is taken, but not against their own name.
    const own = room.taken.filter((t) => t === box);
    room.taken = room.taken.filter((t) => t !== box);
    for (const lines of ways) {
      const hung = around(box, lines).find((h) => room.isFree(h.rect, null, false));
      if (!hung) continue;
      const { rect } = hung;
      drawLabel(chart.labels, lines, hung, chart.isLand((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2) ? "on-land" : "on-sea");
      room.taken.push(rect);
      break;
    }
    room.taken.push(...own);
  }
}

/** Places the names of the base map that have room and that the story does not show itself. */
function drawBaseLabels(chart, looks, room) {
  chart.names.replaceChildren();
  const { view } = chart;
  const own = new Set(looks.map((l) => l.name.replace(/^or /, "").replace(/\?$/, "").toLowerCase()));
  for (const kind of ["sea", "country", "unit", "city"]) {
    for (const [name, of, rank, zoom, x, y] of story.base.labels) {
      if (of !== kind || zoom > view.zoom || own.has(name.toLowerCase())) continue;
      for (const k of view.copies(x, x)) {
        const at = view.project(x + k, y);
        const text = kind === "country" ? name.toUpperCase() : name;
        const lines = (part) => part.map((p) => lineOf(`base-${kind}`, p, rank));
        const ground = kind === "sea" ? "on-sea" : "on-land";
        if (kind === "city") {
          const dot = [at[0] - 2, at[1] - 2, at[0] + 2, at[1] + 2];
          const set = lines([text]);
          const hung = around(dot, set).slice(0, 6).find((h) => room.isFree(h.rect, null, false) && room.isFree(dot, null, false));
          if (!hung) continue;
          chart.names.append(drawn("circle", { cx: short(at[0]), cy: short(at[1]), r: 1.75, class: "city-dot" }));
          drawLabel(chart.names, set, hung, ground);
          room.taken.push(hung.rect, dot);
          continue;
        }
        const whole = lines([text]), broken = lines(halves(text));
        const ways = sizeOf(whole)[0] > 110 ? [broken, whole] : [whole, broken];
        for (const way of ways) {
          const [hung] = upon(at, way, 0);
          if (!room.isFree(hung.rect, null, false)) continue;
          drawLabel(chart.names, way, hung, ground);
          room.taken.push(hung.rect);
          break;
        }
      }
    }
  }
}
