export type Box = { x: number; y: number; width: number; height: number };

/** Where a picture stands in its frame: shift in px of the frame, and scale. */
export type View = { x: number; y: number; scale: number };

export const scaleMin = 0.2;
export const scaleMax = 2.5;

const clamp = (scale: number) => Math.min(scaleMax, Math.max(scaleMin, scale));

/** Zooms so that the point of the picture under `at` stays under it. */
export function zoomedAt(view: View, at: { x: number; y: number }, factor: number): View {
  const scale = clamp(view.scale * factor);
  const real = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real };
}

/** The whole picture, as large as it fits, in the middle; never larger than life. */
export function fitted(picture: Box, frame: Box): View {
  if (picture.width === 0 || picture.height === 0) return { x: 0, y: 0, scale: 1 };
  const ratio = Math.min(frame.width / picture.width, frame.height / picture.height, 1);
  const scale = clamp(ratio);
  return {
    scale,
    x: (frame.width - picture.width * scale) / 2,
    y: (frame.height - picture.height * scale) / 2,
  };
}
