#include "mig/app/scan/scan_result.hpp"

#include <fmt/format.h>

#include <exception>
#include <iterator>
#include <utility>

#include "mig/app/scan/scan_context.hpp"
#include "mig/base/counted.hpp"

namespace mig::app {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

ScanResult judged(const Run& run, bundle::ScannedFile file) {
  ScanResult result;
  result.size = file.size;
  result.was_searched = true;
  if (file.source != nullptr) {
    result.verdict = std::make_unique<rules::FileVerdict>(run.scan->judge->judge(file));
  }
  return result;
}

ScanResult without_verdict(Error error) {
  ScanResult result;
  result.verdict = std::make_unique<rules::FileVerdict>();
  result.verdict->errors.push_back(std::move(error));
  return result;
}

ScanResult guarded(const std::string& path, const std::function<ScanResult()>& search) {
  std::string problem;
  try {
    return search();
  } catch (const std::exception& thrown) {
    problem = thrown.what();
  }
  return without_verdict({ErrorKind::no_verdict, problem, Location{path, std::nullopt}, ""});
}

void ScanSummary::add(ScanResult&& result) {
  files += result.was_searched ? 1 : 0;
  bytes += result.size;
  if (result.verdict == nullptr) return;
  append(findings, result.verdict->findings);
  append(errors, result.verdict->errors);
  append(recorded, result.verdict->recorded);
  use.add(result.verdict->use);
}

std::string what_was_searched(const ScanSummary& summary) {
  return fmt::format("{} searched ({})", counted(summary.files, "file"),
                     counted(summary.bytes, "byte"));
}

}  // namespace mig::app
