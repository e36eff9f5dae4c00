#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/machine.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// Longer than any text is that was cut to size before.
constexpr std::size_t kWhole = 1'000'000;

std::string whole(std::string_view text) {
  return markup_text(text, kWhole);
}

/// A name of which readers of XML leave something: they take the blanks around it away.
std::string name_of_suite(std::string_view path) {
  const bool is_blank = path.find_first_not_of(' ') == std::string_view::npos;
  return fmt::format("{}{}", is_blank && !path.empty() ? "./" : "",
                     path.empty() ? "." : one_line(path, kMaxPathLength));
}

/// One testsuite: its cases are put together first, because their numbers stand before them.
class Suite {
 public:
  Suite(const Report& report, std::string name) : report_(report), name_(std::move(name)) {}

  void passed(std::string_view name) { add(name, "", "", "", ""); }

  void failed(std::string_view name, std::string_view type, std::string_view message,
              std::string_view text) {
    ++failures_;
    add(name, "failure", type, message, text);
  }

  void broke(std::string_view name, std::string_view type, std::string_view message,
             std::string_view text) {
    ++errors_;
    add(name, "error", type, message, text);
  }

  void skipped(std::string_view name, std::string_view message) {
    ++skipped_;
    add(name, "skipped", "", message, "");
  }

  void say(std::string_view line) { said_ += fmt::format("{}\n", line); }

  bool has_failures() const { return failures_ + errors_ > 0; }

  std::string take(std::size_t number) const {
    return fmt::format(
        "  <testsuite name=\"{}\" package=\"{}\" id=\"{}\" timestamp=\"{}\" hostname=\"localhost\" "
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n"
        "    <properties/>\n{}"
        "    <system-out>{}</system-out>\n    <system-err/>\n  </testsuite>\n",
        whole(name_), whole(report_.tool), number, utc_time(report_.now), tests_, failures_,
        errors_, skipped_, cases_, whole(said_));
  }

 private:
  void add(std::string_view name, std::string_view outcome, std::string_view type,
           std::string_view message, std::string_view text) {
    ++tests_;
    cases_ += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
                          whole(names_.unique(one_line(name, kWhole))), whole(name_));
    if (outcome.empty()) {
      cases_ += "/>\n";
      return;
    }
    cases_ += fmt::format(">\n      <{} message=\"{}\"", outcome, markup_text(one_line(message)));
    if (!type.empty()) cases_ += fmt::format(" type=\"{}\"", markup_text(type));
    cases_ += text.empty() ? "/>\n" : fmt::format(">{}</{}>\n", whole(text), outcome);
    cases_ += "    </testcase>\n";
  }

  const Report& report_;
  std::string name_;
  std::string cases_;
  std::string said_;
  UniqueKeys names_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
  std::size_t skipped_ = 0;
};

std::string body_of(const Report& report, const Finding& finding) {
  std::string out =
      fmt::format("{}[{}] {}\n{}\n", mig::name_of(finding.severity), one_line(finding.rule),
                  place_of(finding.location), many_lines(finding.message));
  if (!finding.object.empty()) out += fmt::format("object: {}\n", one_line(finding.object));
  for (const RelatedLocation& related : finding.related) {
    out += fmt::format("see {}: {}\n", place_of(related.location), one_line(related.message));
  }
  if (!finding.remedy.empty()) out += fmt::format("fix: {}\n", many_lines(finding.remedy));
  return out + fmt::format("explain: {} --explain {}", report.tool, one_line(finding.rule));
}

void add_finding(const Report& report, const Finding& finding, Suite& suite) {
  const std::string name = fmt::format("{} {}", one_line(finding.rule), place_of(finding.location));
  if (finding.status != Status::open) {
    return suite.skipped(name,
                         fmt::format("{}: {}", mig::name_of(finding.status), finding.resolution));
  }
  if (finding.severity == Severity::info) {
    suite.say(fmt::format("info[{}] {}: {}", one_line(finding.rule), place_of(finding.location),
                          one_line(finding.message)));
    return suite.passed(name);
  }
  suite.failed(name, mig::name_of(finding.severity), finding.message, body_of(report, finding));
}

Suite suite_of(const Report& report, const BundleReport& bundle) {
  Suite suite(report, name_of_suite(bundle.path));
  for (const Finding* finding : ordered_findings(bundle)) add_finding(report, *finding, suite);
  if (!suite.has_failures()) suite.passed("no finding fails");
  for (const std::string& what : bundle.checked) {
    suite.say(fmt::format("checked: {}", one_line(what)));
  }
  for (const Skipped& skipped : bundle.skipped) {
    suite.say(fmt::format("skipped: {}: {}", one_line(skipped.what), one_line(skipped.reason)));
  }
  return suite;
}

/// The run as a whole: what it could not judge, its verdict where no finding tells it, and what it
/// was judged by.
Suite suite_of_run(const Report& report) {
  Suite suite(report, report.tool);
  for (const Error& error : report.errors) {
    const std::string place = error.location ? " " + place_of(*error.location) : "";
    std::string text = many_lines(error.message);
    if (!error.remedy.empty()) text += fmt::format("\nfix: {}", many_lines(error.remedy));
    suite.broke(fmt::format("{}{}", name_of(error.kind), place), name_of(error.kind), error.message,
                text);
  }
  const std::string verdict = fmt::format("verdict: {}", verdict_of(report));
  if (is_verdict_unseen(report)) {
    suite.broke("verdict", "verdict", verdict, meaning_of_exit(report));
  }
  if (!suite.has_failures()) suite.passed("everything could be judged");
  for (const std::string& notice : report.notices) {
    suite.say(fmt::format("notice: {}", one_line(notice)));
  }
  suite.say(fmt::format("policy: {}", policy_line(report.policy)));
  if (!report.trust.source.empty()) suite.say(fmt::format("trust: {}", policy_line(report.trust)));
  if (!report.base.empty()) suite.say(fmt::format("base: {}", one_line(report.base)));
  suite.say(verdict);
  return suite;
}

}  // namespace

std::string render_junit(const Report& report) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  std::size_t number = 0;
  out += suite_of_run(report).take(number);
  for (const BundleReport& bundle : report.bundles) out += suite_of(report, bundle).take(++number);
  return out + "</testsuites>\n";
}

}  // namespace mig::report
