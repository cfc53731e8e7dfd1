import { geoEqualEarthRaw } from 'd3-geo';
import world from '../generated/world.json';
import type { XY } from './curves';

const RADIANS = Math.PI / 180;
export const CENTRE_LONGITUDE = 10;
export const MAP_WIDTH = world.width / 10;
export const MAP_HEIGHT = world.height / 10;
/** The outline of all land, in tenths of a map unit: draw it with scale(0.1). */
export const LAND = world.path;

/** Where a place lies on the map, in map units: Equal Earth centred on 10°E, the same as the land's outline. */
export function project(latitude: number, longitude: number): XY {
  let turned = longitude - CENTRE_LONGITUDE;
  if (turned > 180) turned -= 360;
  if (turned < -180) turned += 360;
  const [x, y] = geoEqualEarthRaw(turned * RADIANS, latitude * RADIANS);
  return { x: (x * world.scale + world.x) / 10, y: (world.y - y * world.scale) / 10 };
}

/** Parts of the world that the map can show, as boxes in map units, from corners in degrees. */
export const REGIONS = {
  world: { x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT },
  europe: box(71, -12, 34, 45),
  africa: box(38, -12, -36, 52),
  asia: box(52, 48, -45, 175),
  americas: box(60, -128, -56, -34),
} as const;

function box(north: number, west: number, south: number, east: number) {
  const corners = [project(north, west), project(north, east), project(south, west), project(south, east), project(0, west), project(0, east)];
  const [left, right] = [Math.min(...corners.slice(0, 4).map((p) => p.x)), Math.max(...corners.slice(0, 4).map((p) => p.x))];
  const [top, bottom] = [project(north, 10).y, project(south, 10).y];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
