/**
 * Runs every shell block of README.md and docs/*.md in a fresh clone of the last commit, in order: what people copy must
 * work. `npx tsx scripts/shell-blocks.ts [file …]`.
 *
 * A block is fenced as `sh` and must end with 0, or with the code that its info string names: "sh exit=1". Each runs in
 * a shell of its own, from the clone's folder; other fences (`console`, `text`, …) are not run. The next block fenced as
 * `text output` is what it prints on standard output; a line `…` stands for any lines.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

interface Block {
  readonly file: string;
  readonly line: number;
  readonly exit: number;
  readonly text: string;
  /** What it prints, where that is shown. */
  readonly output?: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
/** A block that takes longer hangs. */
const minutesAtMost = 10;

export function shellBlocks(file: string, markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open:
    | { readonly fence: string; readonly info: string; readonly line: number; lines: string[] }
    | undefined;
  markdown.split("\n").forEach((text, index) => {
    const [, fence = "", info = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (fence !== "") open = { fence, info: info.trim(), line: index + 1, lines: [] };
    } else if (fence.startsWith(open.fence) && info.trim() === "") {
      const [language, ...options] = open.info.split(/\s+/);
      if (language === "sh") {
        const [option, ...more] = options;
        const exit = option === undefined ? "0" : /^exit=(\d+)$/.exec(option)?.[1];
        if (exit === undefined || more.length > 0)
          throw new Error(
            `${file}:${open.line}: a shell block is marked "sh" or "sh exit=1", not "${open.info}"`,
          );
        blocks.push({ file, line: open.line, exit: Number(exit), text: open.lines.join("\n") });
      } else if (language === "text" && options[0] === "output") {
        const before = blocks.pop();
        if (before === undefined || before.output !== undefined)
          throw new Error(`${file}:${open.line}: output without a shell block above it`);
        blocks.push({ ...before, output: open.lines.join("\n") });
      }
      open = undefined;
    } else open.lines.push(text);
  });
  if (open !== undefined) throw new Error(`${file}:${open.line}: the block has no end`);
  return blocks;
}

/** Whether the output is as shown; `…` on a line of its own stands for any lines. */
export function isAsShown(shown: string, output: string): boolean {
  const lines = shown.trimEnd().split("\n");
  const pattern = lines.map((line) =>
    line === "…" ? "(?:.*\\n)*?" : `${line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\n`,
  );
  return new RegExp(`^${pattern.join("")}$`).test(`${output.trimEnd()}\n`);
}

function run({ file, line, exit, text, output }: Block, folder: string): boolean {
  console.log(`\n${file}:${line}\n${text.replace(/^/gm, "  $ ")}`);
  const started = Date.now();
  const { status, signal, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", text], {
    cwd: folder,
    encoding: "utf8",
    input: "",
    maxBuffer: 2 ** 28,
    timeout: minutesAtMost * 60_000,
  });
  const asShown = output === undefined || isAsShown(output, stdout);
  const right = status === exit && asShown;
  console.log(
    `  ${right ? "as it should" : "WRONG"}: exit ${status ?? signal}, ${Math.round((Date.now() - started) / 1000)} s`,
  );
  if (!right)
    console.log(
      `${stdout.slice(-4_000)}\n${stderr.slice(-4_000)}\nexpected exit ${exit}${asShown ? "" : ` and this output:\n${output}`}`,
    );
  return right;
}

/** @param done A block that was run already, as it stands: CI has the tests behind it when it comes here. */
function main(named: readonly string[], done: string | undefined): void {
  const clone = mkdtempSync(join(tmpdir(), "ems-dq-clone-"));
  try {
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", root, clone], { encoding: "utf8" });
    if (status !== 0) throw new Error(`git clone failed: ${stderr}`);
    const docs = existsSync(join(clone, "docs"))
      ? readdirSync(join(clone, "docs"), { recursive: true, encoding: "utf8" })
      : [];
    const all = ["README.md", ...docs.map((file) => `docs/${file}`).sort()].filter((file) =>
      file.endsWith(".md"),
    );
    const files = named.length > 0 ? named : all;
    const blocks = files
      .flatMap((file) => shellBlocks(file, readFileSync(join(clone, file), "utf8")))
      .filter(({ text }) => text.trim() !== done);
    // Later blocks rest on earlier ones, so the first that is wrong ends the run.
    const wrong = blocks.findIndex((block) => !run(block, clone));
    console.log(
      wrong < 0
        ? `\n${blocks.length} shell blocks of ${files.length} files work`
        : `\nshell block ${wrong + 1} of ${blocks.length} does not work`,
    );
    process.exitCode = wrong < 0 ? 0 : 1;
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { done: { type: "string" } },
    allowPositionals: true,
  });
  main(positionals, values.done);
}
