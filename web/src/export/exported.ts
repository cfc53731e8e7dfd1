import { captionOf, type Shown } from './caption';
import { fileName } from './fileName';
import { picture } from './picture';
import { pngFile, save, svgFile } from './save';

/** Saves a figure of the page as a file and gives the file's name. Throws where the browser cannot draw it. */
export async function exported(figure: Element, shown: Shown, what: string, extension: 'svg' | 'png'): Promise<string> {
  // Read at once, before the page goes on: a live figure and its caption belong together.
  const name = fileName(what, shown.answer?.window, shown.answer?.asof, extension);
  const made = picture(figure, captionOf(figure, shown));
  save(extension === 'svg' ? svgFile(made) : await pngFile(made), name);
  return name;
}
