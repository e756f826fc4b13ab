/** The folder of the package. Beside `src` and beside `dist` alike: a bundle in `dist/chunks` is as deep as this file. */
export const packageRoot = new URL("../../", import.meta.url);
