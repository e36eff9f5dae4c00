#include "mig/bundle/digested_files.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

/// Collects one file after the other and keeps the first that could not be read.
class Collector {
 public:
  explicit Collector(const BundleFacts& bundle) : bundle_(bundle) {}

  // A file that is declared twice, or declared and there by its name, counts once.
  void add(std::string_view path, const std::string& hex,
           const std::optional<io::AccessError>& access) {
    if (!seen_.insert(std::string(path)).second || error_) return;
    if (!hex.empty()) {
      files_.push_back({std::string(path), hex});
      return;
    }
    error_ = Error{ErrorKind::no_verdict, access ? access->message : "it could not be read",
                   Location{bundle_.path_of(path), std::nullopt}, ""};
  }

  Result<std::vector<digest::DigestedFile>> take() {
    if (error_) return tl::unexpected(std::move(*error_));
    return std::move(files_);
  }

 private:
  const BundleFacts& bundle_;
  std::vector<digest::DigestedFile> files_;
  std::set<std::string> seen_;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<digest::DigestedFile>> digested_files(const BundleFacts& bundle) {
  const auto* declaration = bundle.declaration_document();
  if (declaration == nullptr) {
    return failure(ErrorKind::no_verdict, "there is no declaration",
                   Location{bundle.path_of(kDeclarationFile), std::nullopt});
  }
  Collector files(bundle);
  files.add(kDeclarationFile, declaration->hex, declaration->access);
  for (const auto& script : bundle.scripts) files.add(script.path, script.hex, script.access);
  if (bundle.notes) {
    const auto& notes = bundle.notes->document;
    files.add("notes.md", notes.hex, notes.access);
  }
  if (const auto* plan = bundle.document_at(kPlanFile)) {
    files.add(kPlanFile, plan->hex, plan->access);
  }
  return files.take();
}

}  // namespace mig::bundle
