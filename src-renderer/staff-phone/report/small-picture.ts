/** A photo as the station wants it: at most 1600 px, JPEG. Drawn anew, so that nothing of its metadata (place, device) is left. */
const longestSidePx = 1600;
const quality = 0.85;

/** Throws when the file is no picture that this browser reads. */
export async function smallPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSidePx / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}
