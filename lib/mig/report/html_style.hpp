#pragma once

#include <string_view>

namespace mig::report {

/// How the page looks, in light and in dark, in a wide window and on a phone. No part of it leads
/// out of the page.
inline constexpr std::string_view kStyle = R"~(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
  --well: #f6f8fa; --fail: #b3261e; --review: #8a5a00; --info: #0b57a4; --pass: #1a7f37;
  --shade: #57606acc; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0f1318; --ink: #e6e9ed; --soft: #9aa4af; --line: #313a44;
    --well: #181e25; --fail: #ff8a80; --review: #f0b849; --info: #79b8ff; --pass: #6fd08c; --shade: #9aa4afcc; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 80rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { border-left: .5rem solid var(--soft); padding: .25rem 1rem; background: var(--well); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
p { margin: .5rem 0; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { margin: .5rem 0; padding: .5rem; overflow-x: auto;
  background: linear-gradient(to right, var(--well) 50%, transparent) left / 4rem 100% local,
    linear-gradient(to left, var(--well) 50%, transparent) right / 4rem 100% local,
    linear-gradient(to right, var(--shade), transparent) left / 1rem 100%,
    linear-gradient(to left, var(--shade), transparent) right / 1rem 100%, var(--well);
  background-repeat: no-repeat; }
a { color: var(--info); }
p, li, dd { max-width: 55rem; }
.fact { margin-right: 1.25rem; }
.badge { display: inline-block; border: 1px solid var(--review); border-radius: .2rem;
  padding: 0 .35rem; }
.bundle .badge { color: var(--review); }
nav li { border: 0; }
nav h3 { margin-top: .75rem; }
article { border: 1px solid var(--line); border-left: .3rem solid var(--soft); padding: .75rem;
  margin: .75rem 0; }
.message { white-space: pre-wrap; }
.place, .soft, dt { color: var(--soft); }
.fail { border-left-color: var(--fail); }
.review { border-left-color: var(--review); }
.info { border-left-color: var(--info); }
.pass { border-left-color: var(--pass); }
.fail strong { color: var(--fail); }
.review strong { color: var(--review); }
.info strong { color: var(--info); }
.pass strong { color: var(--pass); }
dl { margin: .5rem 0; display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; white-space: pre-wrap; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
ul { margin: .5rem 0; padding-left: 1.25rem; }
h4 { font-size: .95rem; margin: 1rem 0 .25rem; }
table { border-collapse: collapse; font-size: .875rem; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--well); font-weight: 600; white-space: nowrap; }
.digest { font-size: .7rem; color: var(--soft); word-break: break-all; }
.bundle { border: 1px solid var(--line); border-left: .3rem solid var(--soft); padding: 0 .75rem;
  margin: .75rem 0; }
.bundle.pass { border-left-color: var(--pass); }
.bundle.review { border-left-color: var(--review); }
.bundle.fail { border-left-color: var(--fail); }
.bundle h3 { margin: 1.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
@media (min-width: 60rem) {
  .digest { white-space: nowrap; } }
@media (max-width: 40rem) {
  body { padding: .5rem; }
  h1 { font-size: 1.25rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { border: 1px solid var(--line); margin-bottom: .5rem; padding: .3rem .6rem; }
  td { border: 0; padding: 0; }
  td.none { display: none; }
  .fact { display: block; }
  td::before { content: attr(data-of) ": "; color: var(--soft); } }
@media print {
  body { max-width: none; } }
)~";

/// What a browser holds the style against before it takes it: sha256, base64.
inline constexpr std::string_view kStyleHash = "LaPEwfr2udFjsPpPVk+9/ZDyr3FBrK6k9cdFGETvRL0=";

}  // namespace mig::report
