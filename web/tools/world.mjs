// Draws the world's coasts once, at build time: Natural Earth land (world-atlas), simplified, without Antarctica,
// in Equal Earth centred on 10°E. Land only: the source has no line between countries, so the result has none.
// Output: src/generated/world.json {width, height, scale, x, y, path}; the page projects its dots with the same numbers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { geoArea, geoBounds, geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';

const WIDTH = 9600;
const KEEP_SHARE = 0.2;
const SMALLEST_ISLAND_STERADIANS = 6e-7;

const source = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/land-50m.json', import.meta.url), 'utf8'));
if (Object.keys(source.objects).join() !== 'land') throw new Error('expected land only, without countries');
const weighted = presimplify(source);
const topology = simplify(weighted, quantile(weighted, KEEP_SHARE));
const polygons = feature(topology, topology.objects.land)
  .features.flatMap((f) => (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates))
  .map((coordinates) => ({ type: 'Polygon', coordinates: coordinates.filter((ring) => ring.length > 3) }))
  .filter((polygon) => polygon.coordinates.length > 0)
  .filter((polygon) => geoBounds(polygon)[1][1] > -60)
  .filter((polygon) => geoArea(polygon) > SMALLEST_ISLAND_STERADIANS);

const land = { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.coordinates) };
const projection = geoEqualEarth().rotate([-10, 0]).fitWidth(WIDTH, { type: 'Sphere' }).precision(0);
const [[, top], [, bottom]] = geoPath(projection).bounds(land);
const margin = 60;
projection.translate([projection.translate()[0], projection.translate()[1] - top + margin]);

/** A path sink that writes whole-number relative steps: small, and exact to 1/10 px at 960 px width. */
const sink = {
  text: '', last: '', x: 0, y: 0, startX: 0, startY: 0,
  step(command, x, y) {
    const [toX, toY] = [Math.round(x), Math.round(y)];
    const [dx, dy] = [toX - this.x, toY - this.y];
    if (command === 'l' && dx === 0 && dy === 0) return;
    // A path may leave out a repeated command letter, and the blank before a minus sign.
    const letter = command === 'l' && this.last === 'l' ? (dx < 0 ? '' : ' ') : command;
    this.text += letter + dx + (dy < 0 ? '' : ' ') + dy;
    this.last = command;
    [this.x, this.y] = [toX, toY];
  },
  moveTo(x, y) {
    this.step('m', x, y);
    [this.startX, this.startY] = [this.x, this.y];
  },
  lineTo(x, y) { this.step('l', x, y); },
  closePath() {
    this.text += 'z';
    this.last = 'z';
    [this.x, this.y] = [this.startX, this.startY];
  },
  beginPath() {}, arc() {},
};
geoPath(projection, sink)(land);

const world = {
  width: WIDTH,
  height: Math.ceil(bottom - top + 2 * margin),
  scale: projection.scale(),
  x: projection.translate()[0],
  y: projection.translate()[1],
  path: sink.text,
};
mkdirSync(new URL('../src/generated/', import.meta.url), { recursive: true });
writeFileSync(new URL('../src/generated/world.json', import.meta.url), JSON.stringify(world));
console.log(`world.mjs: ${polygons.length} pieces of land, ${Math.round(world.path.length / 1000)} kB, ${WIDTH} x ${world.height}`);
