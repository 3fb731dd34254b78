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

/**
 * A readable size with one part in the middle, as far as the picture fills the frame; the whole
 * where that is readable anyway.
 */
export function centred(picture: Box, part: Box, frame: Box): View {
  const whole = fitted(picture, frame);
  if (whole.scale >= readableMin) return whole;
  const scale = readableMin;
  const x = frame.width / 2 - (part.x + part.width / 2) * scale;
  const y = frame.height / 2 - (part.y + part.height / 2) * scale;
  return {
    scale,
    x: filling(x, picture.width * scale, frame.width),
    y: filling(y, picture.height * scale, frame.height),
  };
}

/** A shift that leaves no empty edge; a picture smaller than the frame stands in its middle. */
function filling(shift: number, size: number, frameSize: number): number {
  if (size <= frameSize) return (frameSize - size) / 2;
  return Math.min(0, Math.max(frameSize - size, shift));
}

const readableMin = 0.75;
