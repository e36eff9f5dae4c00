#include "mig/app/shard/outline.hpp"

#include <fmt/format.h>

#include "mig/digest/sha256.hpp"
#include "mig/report/shard_text.hpp"

namespace mig::app {
namespace {

/// One line for each thing that is kept, so that no two outlines read the same.
class Lines {
 public:
  void add(std::string_view title, std::string_view text) {
    text_ += fmt::format("{}:{}\n", title, report::shard_text(text));
  }
  void add(std::string_view title, const Place& place) {
    add(title, fmt::format("{}-{}", place.span.begin, place.span.end));
    add("in", place.source->path());
  }
  void add(std::string_view title, const std::optional<Place>& place) {
    if (place) add(title, *place);
  }
  void add(std::string_view title, const std::vector<std::string>& list) {
    for (const auto& text : list) add(title, text);
  }
  void add(std::string_view title, const std::vector<bundle::Dependency>& list) {
    for (const auto& [id, place] : list) {
      add(title, id);
      add("at", place);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

Result<std::string> outline_digest(const bundle::BundleSummary& summary,
                                   const std::vector<std::string>& searched) {
  const auto& [path, folder_name, id, type, status, id_place, type_place, depends_on,
               nested_policy_folders, run_ids] = summary;
  Lines lines;
  lines.add("path", path);
  lines.add("folder", folder_name);
  lines.add("id", id);
  lines.add("type", type);
  lines.add("status", status);
  lines.add("id at", id_place);
  lines.add("type at", type_place);
  lines.add("depends on", depends_on);
  lines.add("nested", nested_policy_folders);
  lines.add("run", run_ids);
  lines.add("searched", searched);
  return digest::sha256_digest(lines.text());
}

}  // namespace mig::app
