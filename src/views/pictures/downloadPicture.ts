import { fileName } from '../../store/sharing';
import { saveText } from '../share/saveText';
import { type PicturedRegion, pictureOf } from './picture';
import { pngOf } from './png';
import type { PictureWords } from './sheet';

export type PictureFormat = 'svg' | 'png';

/** Gives the person a picture of what is in view; false when the region is not on the page. */
export async function downloadPicture(
  region: PicturedRegion,
  format: PictureFormat,
  words: PictureWords,
): Promise<boolean> {
  const picture = await pictureOf(region, words);
  if (!picture) return false;
  const name = fileName(`${region} ${words.title}`, `.${format}`);
  if (format === 'svg') saveText(name, 'image/svg+xml', picture.svg);
  else saveText(name, 'image/png', await pngOf(picture));
  return true;
}
