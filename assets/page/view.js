// What part of the world a chart shows: Web Mercator, the world 256 · 2^zoom points wide.

const [WEST, NORTH, EAST, SOUTH] = story.base.edges;

class View {
  constructor(width, height) {
    this.x = (WEST + EAST) / 2;
    this.y = (NORTH + SOUTH) / 2;
    this.zoom = 2;
    this.width = width;
    this.height = height;
  }

  get world() {
    return 256 * 2 ** this.zoom;
  }

  project(x, y) {
    const world = this.world;
    return [(x - this.x) * world + this.width / 2, (y - this.y) * world + this.height / 2];
  }

  unproject(px, py) {
    const world = this.world;
    return [this.x + (px - this.width / 2) / world, this.y + (py - this.height / 2) / world];
  }

  /** By how many worlds something between two longitudes is moved to show, for each copy that shows. */
  copies(west, east) {
    const half = (this.width / 2 + 40) / this.world;
    const list = [];
    for (let k = Math.ceil(this.x - half - east); k <= Math.floor(this.x + half - west); k++) list.push(k);
    return list;
  }

  /** Below this zoom the base map would end inside the view. */
  get leastZoom() {
    return Math.log2(Math.max(this.width / (EAST - WEST), this.height / (SOUTH - NORTH), 1) / 256);
  }

  get mostZoom() {
    return Math.max(story.base.maxZoom + 1, this.leastZoom);
  }

  clamped() {
    this.zoom = clamp(this.zoom, this.leastZoom, this.mostZoom);
    const halfX = this.width / 2 / this.world, halfY = this.height / 2 / this.world;
    this.x = clamp(this.x, WEST + halfX, EAST - halfX);
    this.y = clamp(this.y, NORTH + halfY, SOUTH - halfY);
    return this;
  }

  /** Shows the places between the edges west, north, east, south, with air around them; the same rule as src/scene/view.rs. */
  fit(edges, air) {
    if (!edges) return this.clamped();
    const [west, north, east, south] = edges;
    const side = air ? air.side : clamp(this.width * 0.12, 40, 150);
    const above = air ? air.above : clamp(this.height * 0.16, 40, 130);
    const below = air ? air.below : clamp(this.height * 0.12, 36, 90);
    const roomX = Math.max(this.width - 2 * side, 40), roomY = Math.max(this.height - above - below, 40);
    const isPoint = east - west < 1e-6 && south - north < 1e-6;
    const zoomX = Math.log2(roomX / (256 * Math.max(east - west, 1e-9)));
    const zoomY = Math.log2(roomY / (256 * Math.max(south - north, 1e-9)));
    this.zoom = clamp(Math.min(zoomX, zoomY, isPoint ? 6 : 10), this.leastZoom, Math.max(this.mostZoom, 6));
    this.x = (west + east) / 2;
    this.y = (north + south) / 2 - (above - below) / 2 / this.world;
    return this.clamped();
  }

  /** Changes the zoom and keeps what lies under a point there. */
  zoomAt(levels, px, py) {
    const [x, y] = this.unproject(px, py);
    this.zoom = clamp(this.zoom + levels, this.leastZoom, this.mostZoom);
    const world = this.world;
    this.x = x - (px - this.width / 2) / world;
    this.y = y - (py - this.height / 2) / world;
    return this.clamped();
  }
}

/** A line on the picture, measured along its way; see src/scene/track.rs. */
class Track {
  constructor(points) {
    this.points = points;
    this.travelled = [];
    let sum = 0;
    points.forEach((p, i) => {
      if (i) sum += Math.hypot(p[0] - points[i - 1][0], p[1] - points[i - 1][1]);
      this.travelled.push(sum);
    });
    this.length = sum;
  }

  /** The distance at a share of the points: of the ground, as they are evenly spaced on it. */
  share(share) {
    const at = clamp(share, 0, 1) * (this.travelled.length - 1), i = Math.floor(at);
    const before = this.travelled[i], after = this.travelled[Math.min(i + 1, this.travelled.length - 1)];
    return before + (after - before) * (at - i);
  }

  around(distance) {
    let i = this.travelled.findIndex((t) => t >= distance);
    if (i < 0) i = this.points.length - 1;
    i = clamp(i, 1, this.points.length - 1);
    const from = this.travelled[i - 1], to = this.travelled[i];
    return [this.points[i - 1], this.points[i], to > from ? clamp((distance - from) / (to - from), 0, 1) : 0];
  }

  at(distance) {
    const [a, b, f] = this.around(distance);
    return [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
  }

  /** Direction of travel in radians, clockwise from the right. */
  heading(distance) {
    const [a, b] = this.around(distance);
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  }

  slice(from, to) {
    from = Math.max(from, 0);
    to = Math.min(to, this.length);
    if (to <= from) return null;
    const inner = this.points.filter((_, i) => this.travelled[i] > from && this.travelled[i] < to);
    return [this.at(from), ...inner, this.at(to)];
  }
}

const lineData = (points) => "M" + points.map((p) => short(p[0]) + " " + short(p[1])).join("L");
