#include "mig/app/output_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace mig::app {
namespace {

Result<OutputRequest> output_request(const std::string& text) {
  const auto equals = text.find('=');
  auto format = report::format_named(text.substr(0, equals));
  if (!format) return tl::unexpected(format.error());
  if (equals == std::string::npos) return OutputRequest{*format, ""};
  auto path = text.substr(equals + 1);
  if (path.empty()) {
    return failure(ErrorKind::usage, fmt::format("--output {} names no file", text));
  }
  if (path == "-") path.clear();
  return OutputRequest{*format, path};
}

Result<void> check_apart(const std::vector<OutputRequest>& requests) {
  for (const auto& request : requests) {
    const auto& path = request.path;
    const auto same = std::count_if(requests.begin(), requests.end(),
                                    [&path](const auto& other) { return other.path == path; });
    if (same < 2) continue;
    if (path.empty()) {
      return failure(ErrorKind::usage, "two reports cannot share standard output", {},
                     "give all but one --output a file: --output sarif=report.sarif");
    }
    return failure(ErrorKind::usage, fmt::format("two reports cannot share the file {}", path), {},
                   "give each --output a file of its own");
  }
  return {};
}

}  // namespace

void declare_outputs(CLI::App& app, std::vector<std::string>& outputs) {
  app.add_option("--output", outputs,
                 fmt::format("FORMAT[=PATH], repeatable; formats: {}",
                             fmt::join(report::format_names(), ", ")))
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);  // a path may follow it
}

Result<std::vector<OutputRequest>> output_requests(const std::vector<std::string>& outputs) {
  std::vector<OutputRequest> requests;
  for (const auto& text : outputs) {
    auto request = output_request(text);
    if (!request) return tl::unexpected(request.error());
    requests.push_back(std::move(*request));
  }
  if (auto apart = check_apart(requests); !apart) return tl::unexpected(apart.error());
  return requests;
}

}  // namespace mig::app
