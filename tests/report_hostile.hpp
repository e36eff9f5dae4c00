#pragma once

#include <string>
#include <vector>

#include "mig/report/report.hpp"
#include "report_fixture.hpp"

namespace mig::report::testing {

/// What a contributor may write to steer whoever shows a report.
inline const std::vector<std::string>& hostile_strings() {
  static const std::vector<std::string> kStrings{
      "::error::pwned",
      "x\n::set-output name=a::b",
      "x\n \t::add-mask::a",
      "x\r::error::pwned",
      "x\r\n::stop-commands::t",
      "\n\n\n::error::pwned\n",
      ":",
      "a\n:",
      ":::error::pwned",
      "\u00a0::error::pwned",
      "a\n\u3000\u2003::error::pwned",
      "a\u2028::error::pwned",
      "a\u0085::error::pwned",
      "a\v::error::pwned\f::error::pwned",
      "##[error]pwned",
      "###[group]pwned",
      "# ##[add-path]/tmp",
      "##vso[task.setvariable variable=a]b",
      "##teamcity[buildStatus]",
      "##",
      "[",
      "\x1b[31mred\x1b]0;title\x07",
      "\x1b[0m::error::pwned",
      "section_start:1:x\r\x1b[0K",
      "\u202egnp.exe\u2066\u2069",
      "zero\u200bwidth\ufeff\u2060",
      "\x7f\u009b31m",
      "\xff\xfe broken \xc0\x80 \xed\xa0\x80 \xf0\x9f",
      std::string("nul\0::error::pwned", 18),
      "%0A::error::pwned%0D",
      "a,file=b::c",
      "\"},{\"rule\":\"x\"}",
      "</script>`$(id)`",
      "@octocat @org/team x@y.example",
      "#1 GH-1 org/repo#1 !2 ~3 &4 %5 $6 0123456789abcdef0123456789abcdef01234567",
      "https://x.example www.x.example <https://x.example> [x](https://x.example) ![x](y)",
      "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&#64;",
      "</details></code></pre><!-- ]]> -->",
      "</system-out><testcase/>]]>&amp;\"'",
      "```\n# x\n~~~\n/close\n> x\n- x\n| x | y |\n|---|---|",
      "`x` ``y`` ``` *b* _i_ ~~s~~ $`z`$ {+a+}",
      "`",
      " `` ",
      "   ",
      "a|b\\|c\\\\|d\\",
      "\ufffe\uffff\U0001fffe",
      std::string(100'000, 'A'),
      std::string(100, '`') + "@octocat <b>https://x.example</b>",
      std::string(3000, '`'),
      std::string(5'000, '|'),
      std::string(3000, '\n') + "::error::pwned",
  };
  return kStrings;
}

/// The same for what a reviewer is shown of a bundle.
inline Evidence poisoned_evidence(const std::string& text) {
  const EvidenceChanges changes{{{"added", text, text}}, 1};
  const EvidenceFiles files{{{text, text, text}}, 1};
  Evidence evidence;
  evidence.digest = text;
  evidence.declared = evidence.rollback = {{text, text}, {"intent", text}, {"evidence", text}};
  evidence.has_base = evidence.was_simulated = true;
  evidence.files = evidence.delta = changes;
  evidence.scripts = {{text, "forward", text, 1, true, changes}};
  evidence.runs = {{text, {{text, text}, {"outcome", text}}, files, files, true, changes}};
  evidence.rehearsal_inputs = evidence.rehearsal_outputs = files;
  evidence.approvals = {{text, text, text, text, text, text, text, text}};
  evidence.justifications = {{text, text}};
  return evidence;
}

/// The string in every place that is made of foreign text.
inline Report poisoned(const std::string& text) {
  Report report = small_report();
  report.version = report.now = report.base = text;
  report.policy = {text, text};
  for (const Status status : {Status::open, Status::approved}) {
    for (const Severity severity : {Severity::fail, Severity::review, Severity::info}) {
      Finding finding = invalid_value();
      finding.severity = severity;
      finding.status = status;
      finding.rule = finding.message = finding.object = finding.remedy = text;
      finding.fingerprint = finding.line_hash = finding.resolution = text;
      finding.location.path = text;
      finding.excerpt = Excerpt{3, text};
      finding.related.assign(2, {at(text, 1, 1, 2), text, Excerpt{1, text}});
      finding.related[1].location.region.reset();
      report.bundles[0].findings.push_back(finding);
    }
  }
  report.bundles.push_back({text, text, text, {}, {text}, {{text, text}}});
  report.bundles.push_back({text, text, text, {owner_missing()}, {}, {}});
  report.bundles[0].evidence = poisoned_evidence(text);
  report.errors = {{ErrorKind::no_verdict, text, at(text, 1, 1, 2), text},
                   {ErrorKind::usage, text, std::nullopt, text}};
  report.notices = {text};
  report.commit = text;
  report.command = {"mig-validate", "--root", ".", text};
  for (const std::string_view standing : {"open", "approved", ""}) {
    report.gate_changes.push_back({"looser", text, text, text, text, standing});
  }
  return report;
}

/// Every format that there is.
inline std::vector<Format> all_formats() {
  std::vector<Format> formats;
  for (const std::string& name : format_names()) formats.push_back(*format_named(name));
  return formats;
}

}  // namespace mig::report::testing
