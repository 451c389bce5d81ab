// The legs of journeys, as src/scene/routes.rs draws them: casing, quiet way to come, bright way behind, arrowheads, heads, "or".

/** Length of the fade out of and into areas, in points. */
const FADE = 24;
const FORK_STEP = 48;

const radiusOf = (player) => (player.role !== "pin" ? 0 : player.storm ? 5 : player.number ? 11 : 7);

/** The legs under a view at a time, once for each copy of the world that shows them. */
function legsUnder(view, time) {
  const found = [];
  const lastBegun = new Map();
  for (const leg of story.legs) {
    if (fractionOf(leg, time) > 0) lastBegun.set(leg.route, Math.max(lastBegun.get(leg.route) || 0, leg.number));
  }
  story.legs.forEach((leg, index) => {
    const xs = leg.line.filter((_, i) => i % 2 === 0);
    const fraction = fractionOf(leg, time);
    for (const k of view.copies(Math.min(...xs), Math.max(...xs))) {
      const points = xs.map((x, i) => view.project(x + k, leg.line[2 * i + 1]));
      const track = new Track(points);
      const clearance = (end, more) => {
        const radius = leg.ends[end] === null ? 0 : radiusOf(story.cast[leg.ends[end]]);
        return radius ? radius + more : 0;
      };
      const from = clearance(0, 0);
      const to = Math.max(track.length - clearance(1, 4), from);
      const age = Math.max((lastBegun.get(leg.route) || 0) - leg.number, 0);
      const bright = Math.max(1 - 0.06 * age, 0.85);
      found.push({ leg, index, copy: k, track, from, to, fraction, travelled: track.share(fraction), bright });
    }
  });
  return found;
}

/** 10 long; half the leg where that is under 24; none under 12, and none where nobody went. */
function arrowLength(line) {
  const length = line.to - line.from;
  if (line.leg.status === "cancelled" || line.leg.transport === "storm" || length < 12) return 0;
  return Math.min(10, length / 2);
}

const lineEnd = (line) => Math.max(line.to - (arrowLength(line) ? arrowLength(line) - 1 : 0), line.from);

/** A gradient that lets a leg fade out of the area it starts in, or into the one it ends in; null where both ends are points. */
function fadeOf(chart, line, color, opacity) {
  const { leg, track, from, to } = line;
  const length = to - from;
  if ((!leg.fromArea && !leg.toArea) || length < FADE * 1.5) return null;
  const [a, b] = [track.at(from), track.at(to)];
  const id = `${chart.id}-fade-${chart.defs.childNodes.length}`;
  const share = FADE / length;
  const stop = (offset, opacity) => {
    const element = drawn("stop", { offset: short(offset), "stop-opacity": opacity });
    element.style.stopColor = color;
    return element;
  };
  chart.defs.append(
    drawn(
      "linearGradient",
      { id, gradientUnits: "userSpaceOnUse", x1: short(a[0]), y1: short(a[1]), x2: short(b[0]), y2: short(b[1]) },
      stop(0, leg.fromArea ? 0 : opacity),
      stop(share, opacity),
      stop(1 - share, opacity),
      stop(1, leg.toArea ? opacity * 0.25 : opacity),
    ),
  );
  return `url(#${id})`;
}

function wayOf(chart, line, from, to, name, width, opacity, dash, isRound) {
  const points = line.track.slice(from, to);
  if (!points) return;
  const color = `var(--${name === "casing" ? "paper" : line.leg.status === "ongoing" ? "done" : line.leg.status})`;
  const fade = fadeOf(chart, line, color, name === "casing" ? 0.8 : opacity);
  const path = drawn("path", {
    d: lineData(points),
    class: `${name} ${line.leg.status}`,
    "stroke-width": width,
    "stroke-dasharray": dash ? dash.join(" ") : null,
    // Dashes keep their places while the head moves over them.
    "stroke-dashoffset": dash ? short((from - line.from) % (dash[0] + dash[1])) : null,
    "stroke-linecap": isRound ? "round" : null,
    "stroke-opacity": name === "casing" || fade ? null : short(opacity),
  });
  // A style set by script, so that it outweighs the style sheet.
  if (fade) path.style.stroke = fade;
  if (fade) path.style.strokeOpacity = 1;
  chart.routes.append(path);
}

/** Draws the legs of a chart, then what moves on them. */
function drawRoutes(chart, lines, selected) {
  chart.routes.replaceChildren();
  chart.heads.replaceChildren();
  chart.defs.replaceChildren();
  for (const line of lines) {
    const points = line.track.slice(line.from, line.to);
    if (points && selected && (selected === line.leg.target || selected === line.leg.journey)) {
      chart.routes.append(drawn("path", { d: lineData(points), class: "mark" }));
    }
  }
  const chosen = story.legs.find((leg) => leg.target === selected);
  for (const line of lines) {
    // The branches that the reader did not choose stand back.
    const isPassedOver = chosen && chosen.branch && line.leg.branch && chosen.route === line.leg.route && chosen.option !== line.leg.option;
    line.strength = isPassedOver ? 0.3 : 1;
    const behind = line.leg.status === "cancelled" ? line.from : clamp(line.travelled, line.from, lineEnd(line));
    wayOf(chart, line, line.from, behind, "casing", 6, 1);
    wayOf(chart, line, behind, lineEnd(line), "casing", 4.5, 1);
  }
  for (const line of lines) {
    const { status } = line.leg;
    const start = Math.max(line.travelled, line.from), end = lineEnd(line);
    if (status === "cancelled") {
      wayOf(chart, line, line.from, end, "way", 1.25, line.strength);
      crossOf(chart, line, line.track.at((line.from + end) / 2));
    } else if (status === "possible") {
      wayOf(chart, line, start, end, "way", 2.2, 0.8 * line.strength, [0, 8], true);
    } else {
      wayOf(chart, line, start, end, "way", 1.5, 0.8 * line.strength, [6, 4]);
    }
  }
  for (const line of lines) {
    const { status } = line.leg;
    const end = Math.min(lineEnd(line), line.travelled);
    if (end > line.from && status !== "cancelled") {
      const dash = { planned: [9, 4], possible: [0, 8] }[status];
      wayOf(chart, line, line.from, end, "way", status === "possible" ? 3.5 : 3, line.bright * line.strength, dash, status === "possible");
    }
    arrowOf(chart, line);
  }
  for (const line of lines) headOf(chart, line, lines);
}

function crossOf(chart, line, at) {
  const d = `M${short(at[0] - 3.5)} ${short(at[1] - 3.5)}l7 7m0-7l-7 7`;
  chart.routes.append(drawn("path", { d, class: "casing", "stroke-width": 4.5 }), drawn("path", { d, class: "cross cancelled", "stroke-width": 1.5 }));
}

const isHollow = (status) => status !== "done" && status !== "ongoing";

function arrowOf(chart, line) {
  const length = arrowLength(line);
  if (!length) return;
  const tip = line.track.at(line.to), back = line.track.at(Math.max(line.to - length, 0));
  const angle = (Math.atan2(tip[1] - back[1], tip[0] - back[0]) * 180) / Math.PI;
  const d = `M0 0L${short(-length)} ${short(-length * 0.48)}V${short(length * 0.48)}Z`;
  const { status } = line.leg;
  const opacity = short((line.travelled >= line.to - length ? line.bright : 0.8) * line.strength);
  chart.routes.append(
    drawn(
      "g",
      { class: status, transform: `translate(${short(tip[0])} ${short(tip[1])}) rotate(${short(angle)})`, opacity: opacity },
      drawn("path", { d, class: "paper", "stroke-width": 3 }),
      drawn("path", { d, class: isHollow(status) ? "hollow" : "filled", "stroke-width": isHollow(status) ? 1.5 : 0 }),
    ),
  );
}

/** The moving head; a storm's sign also where the storm is. */
function headOf(chart, line, lines) {
  const { leg, fraction } = line;
  const isUnderWay = fraction > 0 && (fraction < 1 || leg.status === "ongoing") && leg.status !== "cancelled";
  const isNextBegun = lines.some((l) => l.leg.route === leg.route && l.leg.number > leg.number && l.fraction > 0);
  if (!isUnderWay && !(leg.transport === "storm" && fraction >= 1 && !isNextBegun)) return;
  const at = line.track.at(line.travelled);
  const isStorm = leg.transport === "storm";
  const turn = isStorm ? (leg.south ? " scale(1 -1)" : "") : ` rotate(${short((line.track.heading(line.travelled) * 180) / Math.PI)})`;
  const d = story.heads[leg.transport];
  const group = drawn(
    "g",
    { class: `head ${leg.status}`, transform: `translate(${short(at[0])} ${short(at[1])})${turn}`, opacity: line.strength, "data-leg": leg.target, "data-fraction": fraction.toFixed(6) },
    drawn("path", { d, class: "paper", "stroke-width": 6 }),
    drawn("path", { d, class: isHollow(leg.status) ? "hollow" : "filled", "stroke-width": isHollow(leg.status) ? 1.75 : 0, "stroke-linejoin": "round" }),
  );
  if (isStorm) group.append(drawn("circle", { r: 2.4, class: "paper" }));
  chart.heads.append(group);
}

/** Draws one pill for each pair of neighbouring branches; returns where they are. */
function drawForks(chart, lines) {
  chart.forks.replaceChildren();
  const rects = [];
  for (const line of lines.filter((l) => l.leg.branch && l.leg.option === 0)) {
    let before = line;
    const isSibling = (l) => l.copy === line.copy && l.leg.route === line.leg.route && l.leg.branch && l.leg.option > 0 && l.leg.number === line.leg.number;
    const siblings = lines.filter(isSibling).filter((l) => distance(l.track.at(0), line.track.at(0)) < 2);
    for (const option of siblings) {
      const at = forkPlace(before, option);
      const rect = [at[0] - 12, at[1] - 9, at[0] + 12, at[1] + 9];
      if (isInside(rect, chart.frame()) && !rects.some((r) => meet(r, rect))) {
        chart.forks.append(
          drawn(
            "g",
            { class: `or ${line.leg.status}` },
            drawn("rect", { x: short(rect[0]), y: short(rect[1]), width: 24, height: 18, rx: 9 }),
            wordsAt(at[0], at[1] + 4, "or"),
          ),
        );
        rects.push(rect);
      }
      before = option;
    }
  }
  return rects;
}

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Between the branches where both are long enough and part; else on the longer one. */
function forkPlace(a, b) {
  const onA = a.track.at(a.from + FORK_STEP), onB = b.track.at(b.from + FORK_STEP);
  const between = [(onA[0] + onB[0]) / 2, (onA[1] + onB[1]) / 2];
  const areLong = a.to - a.from > 60 && b.to - b.from > 60;
  if (areLong && distance(between, a.track.at(0)) > 26 && distance(onA, onB) > 34) return between;
  const longer = b.track.length >= a.track.length ? b : a;
  return longer.track.at(Math.min(longer.from + FORK_STEP, (longer.from + longer.to) / 2));
}
