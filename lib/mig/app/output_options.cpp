#include "mig/app/output_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>
#include <utility>

#include "mig/app/refusal.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

/// The format of --shard, which is no report.
constexpr std::string_view kPartFormat = "shard";

Result<OutputRequest> output_request(const std::string& text) {
  const auto equals = text.find('=');
  auto format = report::format_named(text.substr(0, equals));
  if (!format) {
    auto unknown = format.error();
    unknown.remedy = meant(text.substr(0, equals), report::format_names());
    return tl::unexpected(std::move(unknown));
  }
  if (equals == std::string::npos) return OutputRequest{*format, ""};
  auto path = text.substr(equals + 1);
  if (path.empty()) {
    return failure(ErrorKind::usage, fmt::format("--output {} names no file", text));
  }
  if (path == "-") path.clear();
  return OutputRequest{*format, path};
}

bool is_part(std::string_view text) {
  return text.substr(0, text.find('=')) == kPartFormat;
}

/// A part goes to a file alone: nobody reads it but the merge.
Result<void> take_part(const std::string& text, Options& options) {
  const auto path = text.size() > kPartFormat.size() ? text.substr(kPartFormat.size() + 1) : "";
  if (path.empty() || path == "-") {
    return failure(ErrorKind::usage, fmt::format("--output {} names no file", text), {},
                   "name the file that merge reads: --output shard=part-1.json");
  }
  if (!options.shard_file.empty()) {
    return failure(ErrorKind::usage, "a part is written once: --output shard= was given twice");
  }
  options.shard_file = path;
  return {};
}

/// Every file that is written, as it was named.
std::vector<std::string> files_of(const Options& options) {
  std::vector<std::string> files;
  if (!options.shard_file.empty()) files.push_back(options.shard_file);
  for (const auto& request : options.outputs) {
    if (!request.path.empty()) files.push_back(request.path);
  }
  return files;
}

Result<void> check_apart(const Options& options) {
  const auto on_stdout = std::count_if(options.outputs.begin(), options.outputs.end(),
                                       [](const auto& request) { return request.path.empty(); });
  if (on_stdout > 1) {
    return failure(ErrorKind::usage, "two reports cannot share standard output", {},
                   "give all but one --output a file: --output sarif=report.sarif");
  }
  std::set<fs::path> places;
  for (const auto& file : files_of(options)) {
    if (places.insert(place_of_file(file)).second) continue;
    return failure(ErrorKind::usage, fmt::format("two reports cannot share the file {}", file), {},
                   "give each --output a file of its own");
  }
  return {};
}

/// Whatever goes wrong later, reports are written: what git keeps is not theirs to replace.
Result<void> check_outside_git(const Options& options) {
  for (const auto& file : files_of(options)) {
    const fs::path place = place_of_file(file);
    if (std::find(place.begin(), place.end(), ".git") == place.end()) continue;
    return failure(ErrorKind::usage,
                   fmt::format("the report {} would lie among the files of git itself", file), {},
                   "write reports outside of .git");
  }
  return {};
}

bool is_commit(std::string_view text) {
  const bool is_hex = std::all_of(text.begin(), text.end(), [](char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
  });
  return is_hex && (text.size() == 40 || text.size() == 64);
}

/// GitLab names the commit of a pipeline in the environment.
Result<void> find_commit(Options& options) {
  const bool is_given = !options.commit.empty();
  if (!is_given) {
    const char* const of_pipeline = std::getenv("CI_COMMIT_SHA");
    if (of_pipeline != nullptr) options.commit = of_pipeline;
  }
  if (is_commit(options.commit)) return {};
  if (is_given) {
    return failure(ErrorKind::usage, fmt::format("--commit {} is no commit", options.commit), {},
                   "write all of its digits: --commit \"$(git rev-parse HEAD)\"");
  }
  return failure(ErrorKind::no_verdict,
                 options.commit.empty()
                     ? std::string("gitlab-secrets names the commit that was searched, and nobody "
                                   "told which one it is")
                     : fmt::format("CI_COMMIT_SHA={} is no commit", options.commit),
                 {}, "give it: --commit \"$(git rev-parse HEAD)\"");
}

}  // namespace

fs::path place_of_file(const std::string& file) {
  std::error_code code;
  const fs::path absolute = fs::absolute(file, code);
  if (code) return fs::path(file).lexically_normal();
  fs::path place = fs::weakly_canonical(absolute, code);
  return code ? absolute.lexically_normal() : place;
}

void declare_outputs(CLI::App& app, std::vector<std::string>& outputs, Options& options) {
  app.add_option("--output", outputs,
                 fmt::format("FORMAT[=PATH], repeatable; formats: {}",
                             fmt::join(report::format_names(), ", ")))
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);  // a path may follow it
  app.add_option("--commit", options.commit,
                 "the commit that is judged, for gitlab-secrets (default: $CI_COMMIT_SHA)");
}

Result<void> give_outputs_meaning(const Tool& tool, const std::vector<std::string>& outputs,
                                  Options& options) {
  for (const auto& text : outputs) {
    if (tool.has_parts && is_part(text)) {
      if (auto named = take_part(text, options); !named) return named;
      continue;
    }
    auto request = output_request(text);
    if (!request) return tl::unexpected(request.error());
    options.outputs.push_back(std::move(*request));
  }
  if (auto apart = check_apart(options); !apart) return apart;
  if (auto outside = check_outside_git(options); !outside) return outside;
  const bool names_commit = std::any_of(
      options.outputs.begin(), options.outputs.end(),
      [](const auto& request) { return request.format == report::Format::gitlab_secrets; });
  // Where it is not asked for, what the environment says is nobody's concern.
  if (!names_commit && options.commit.empty()) return {};
  if (names_commit && !tool.scans_files()) {
    return failure(ErrorKind::usage,
                   fmt::format("{} searches no files for secrets: its gitlab-secrets would look "
                               "clean",
                               tool.name),
                   {}, "take mig-scan-secrets or mig-gate");
  }
  return find_commit(options);
}

}  // namespace mig::app
