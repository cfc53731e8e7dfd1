import { geoEqualEarth } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import world from '../generated/world.json';
import { along, curve, handle, nearestTowards } from './curves';
import { placeLabels } from './labels';
import { LAND, MAP_HEIGHT, MAP_WIDTH, project, REGIONS } from './project';

describe('curves', () => {
  const [a, b] = [{ x: 0, y: 0 }, { x: 100, y: 0 }];
  it('bend to the left of travel, so that there and back lie apart', () => {
    expect(handle(a, b).y).toBeLessThan(0);
    expect(handle(b, a).y).toBeGreaterThan(0);
  });
  it('begin and end at their ends', () => {
    expect(along(a, b, 0)).toEqual(a);
    expect(along(a, b, 1)).toEqual(b);
    expect(curve(a, b)).toBe('M0 0Q50 -22 100 0');
  });
});

describe('moving by arrows', () => {
  const points = [{ x: 10, y: 0 }, { x: 30, y: 0 }, { x: 0, y: 10 }, { x: -5, y: 100 }];
  it('goes to the nearest that way', () => {
    expect(nearestTowards({ x: 0, y: 0 }, points, 'right')).toEqual({ x: 10, y: 0 });
    expect(nearestTowards({ x: 0, y: 0 }, points, 'down')).toEqual({ x: 0, y: 10 });
    expect(nearestTowards({ x: 0, y: 0 }, points, 'left')).toBeNull();
  });
});

describe('the map', () => {
  it.each([[48.86, 2.35], [-33.9, 151.2], [64.7, 177.5], [38.9, -77], [-18.1, 178.4], [21.3, -157.8]])('puts %d, %d where d3-geo does', (latitude, longitude) => {
    const reference = geoEqualEarth().rotate([-10, 0]).scale(world.scale).translate([world.x, world.y])([longitude, latitude])!;
    const ours = project(latitude, longitude);
    expect(ours.x * 10).toBeCloseTo(reference[0], 6);
    expect(ours.y * 10).toBeCloseTo(reference[1], 6);
  });

  it('has every region inside the sheet', () => {
    for (const region of Object.values(REGIONS)) {
      expect(region.x).toBeGreaterThanOrEqual(-1);
      expect(region.x + region.width).toBeLessThanOrEqual(MAP_WIDTH + 1);
      expect(region.y).toBeGreaterThanOrEqual(-1);
      expect(region.y + region.height).toBeLessThanOrEqual(MAP_HEIGHT + 1);
    }
  });

  it('has coasts only: no point of the outline lies at an inland border', () => {
    const inland = [[50.0, 24.0], [48.97, 8.23], [31.5, 35.5], [34.5, 74.0], [27.7, 88.8], [24.0, 11.0], [49.0, -105.0], [-22.0, -62.5], [45.3, 127.0], [48.0, 38.0], [23.5, -12.0]];
    const vertices = outline();
    for (const [latitude, longitude] of inland) {
      const place = project(latitude!, longitude!);
      const nearest = Math.min(...vertices.map((vertex) => Math.hypot(vertex.x - place.x, vertex.y - place.y)));
      expect(nearest, `${latitude}, ${longitude}`).toBeGreaterThan(1.5);
    }
  });
});

it('never puts a name over another', () => {
  const dots = Array.from({ length: 20 }, (_, i) => ({ x: 100 + i * 3, y: 100 + (i % 3) * 4, radius: 3, name: `Name ${i}` }));
  const labels = placeLabels(dots, 400, 300, 12, 10);
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.length).toBeLessThan(10);
});

/** All corners of the land's path, in map units. */
function outline(): { x: number; y: number }[] {
  const vertices: { x: number; y: number }[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, command, numbers] of LAND.matchAll(/([mlz])([^mlz]*)/g)) {
    if (command === 'z') { [x, y] = [startX, startY]; continue; }
    const steps = (numbers!.match(/-?\d+/g) ?? []).map(Number);
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]!;
      y += steps[i + 1]!;
      if (command === 'm') [startX, startY] = [x, y];
      vertices.push({ x: x / 10, y: y / 10 });
    }
  }
  return vertices;
}
