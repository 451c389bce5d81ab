"use strict";
// The story: read from the page, unpacked, and asked what has happened at a time of playing.

const story = JSON.parse(document.getElementById("story").textContent);
const byId = (id) => document.getElementById(id);
const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

// Packed lines: see src/export/html/pack.rs.
const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, i) => [c, i]));

/** Lines as arrays of x, y, x, y, … */
function unpacked(text) {
  if (!text) return [];
  return text.split(" ").map((packed) => {
    const line = [];
    let value = 0, factor = 1, last = [0, 0], isY = 0;
    for (const letter of packed) {
      const digit = DIGITS.get(letter);
      value += (digit & 31) * factor;
      factor *= 32;
      if (digit < 32) {
        last[isY] += value % 2 ? -(value + 1) / 2 : value / 2;
        line.push(last[isY]);
        isY = 1 - isY;
        value = 0;
        factor = 1;
      }
    }
    return line;
  });
}

/** Lines as SVG path data in whole steps. */
function pathOf(lines, isClosed) {
  const parts = [];
  for (const line of lines) {
    parts.push("M", line[0], " ", line[1], "l");
    for (let i = 2; i < line.length; i += 2) parts.push(line[i] - line[i - 2], " ", line[i + 1] - line[i - 1], " ");
    if (line.length === 2) parts.push("0 0");
    if (isClosed) parts.push("z");
  }
  return parts.join("");
}

for (const leg of story.legs) leg.line = unpacked(leg.line)[0].map((v) => v / 1e7);

/** How everybody looks from each frame on: name, [date, status], reached, current, accessible name. */
const frames = [];
for (const frame of story.frames) {
  const before = frames.length ? frames[frames.length - 1].looks : [];
  const looks = before.slice();
  for (const [index, [name, line, flags, accessible]] of Object.entries(frame.looks)) {
    looks[index] = { name, line, isReached: (flags & 1) > 0, isCurrent: (flags & 2) > 0, accessible };
  }
  frames.push({ ...frame, looks });
}

function frameIndexAt(time) {
  let index = 0;
  while (index + 1 < frames.length && frames[index + 1].from <= time) index++;
  return index;
}

/** Slow at both ends, even between; the same as `eased` of src/story/playback.rs. */
function eased(x) {
  const ease = 0.1, top = 1 / (1 - ease);
  if (x < ease) return (top * x * x) / (2 * ease);
  if (x > 1 - ease) return 1 - (top * (1 - x) * (1 - x)) / (2 * ease);
  return top * (x - ease / 2);
}

/** An ongoing leg is somewhere on its way; where is not known. Its head stands here. */
const ONGOING_SHARE = 0.6;

/** How far a leg has come, 0 to 1. */
function fractionOf(leg, time) {
  const cue = story.cues[leg.cue];
  if (!cue || time < cue.start) return 0;
  const fraction = eased(clamp((time - cue.start) / Math.max(cue.end - cue.start, 1e-9), 0, 1));
  return leg.status === "ongoing" ? fraction * ONGOING_SHARE : fraction;
}

/** The end of the next cue: it has then fully played. */
function timeAfter(time) {
  const next = story.cues.find((cue) => cue.end > time + 1e-6);
  return next ? next.end : story.duration;
}

/** The end of the last cue that ended before, or the start. */
function timeBefore(time) {
  const ended = story.cues.filter((cue) => cue.end < time - 1e-6);
  return ended.length ? ended[ended.length - 1].end : 0;
}

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element; its words, if any, are text and nothing else. */
function drawn(name, attributes, ...inside) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  for (const child of inside) element.append(child);
  return element;
}

/** An HTML element; strings inside become text nodes. */
function made(name, properties, ...inside) {
  const element = document.createElement(name);
  Object.assign(element, properties || {});
  for (const child of inside) element.append(child);
  return element;
}

const short = (value) => Math.round(value * 100) / 100;

/** A short sample of a leg's line, or the sign of an event, as on the date plate. */
function signOf(status, isLeg) {
  const head = (hollow) => drawn("path", { d: "M24 6l-8-3.8v7.6z", class: hollow ? "hollow" : "filled", "stroke-width": hollow ? 1.5 : 0 });
  const svg = drawn("svg", { class: `sign ${status}`, width: isLeg ? 25 : 10, height: 12, "aria-hidden": "true", focusable: "false" });
  if (isLeg) {
    if (status === "cancelled") {
      svg.append(drawn("path", { d: "M0 6H24M8.5 2.5l7 7m0-7l-7 7", "stroke-width": 1.25 }));
    } else {
      const dash = { planned: "6 3", possible: "0 5.5" }[status];
      const line = { d: status === "possible" ? "M1.6 6H14" : "M0 6H16", "stroke-width": 3, "stroke-dasharray": dash };
      svg.append(drawn("path", { ...line, "stroke-linecap": status === "possible" ? "round" : "butt" }), head(!["done", "ongoing"].includes(status)));
    }
  } else if (["done", "ongoing", "sure"].includes(status)) {
    svg.append(drawn("circle", { cx: 5, cy: 6, r: 4.5, class: "filled" }));
  } else {
    const dash = { possible: "2.5 1.5", unsure: "3 2" }[status];
    svg.append(drawn("circle", { cx: 5, cy: 6, r: 3.7, class: "hollow", "stroke-width": status === "cancelled" ? 1.25 : 2, "stroke-dasharray": dash }));
    if (status === "cancelled") svg.append(drawn("path", { d: "M3 4l4 4m0-4l-4 4", "stroke-width": 1.25 }));
  }
  return svg;
}
