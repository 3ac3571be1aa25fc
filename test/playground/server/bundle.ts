// The page as three texts, made by esbuild when the playground starts. Serving them is server.ts's work.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface Page {
  html: string;
  script: string;
  style: string;
}

export async function bundlePage(): Promise<Page> {
  const from = (path: string) => fileURLToPath(new URL(`../page/${path}`, import.meta.url));
  const result = await build({
    entryPoints: { page: from("main.tsx"), style: from("styles/index.css") },
    outdir: "/",
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  const text = (ending: string) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { html, script: text("page.js"), style: text("style.css") };
}

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Modmail playground</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
<div id="app"></div>
<script type="module" src="/page.js"></script>
</body>
</html>
`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#4f5bd5"/><path d="M7 11h18v11H7z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/><path d="m7 11 9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>`;
