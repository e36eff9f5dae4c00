#include "mig/bundle/load_approvals.hpp"

#include <optional>
#include <string>
#include <utility>

namespace mig::bundle {
namespace {

/// `approvals/x.dsse.json` beside `approvals/x.yml`; null when it is not there.
const DocumentFacts* envelope_beside(const BundleFacts& bundle,
                                     const contract::Approval& approval) {
  const auto& path = approval.source->path();
  const auto relative = path.substr(bundle.path.empty() ? 0 : bundle.path.size() + 1);
  return bundle.document_at(relative.substr(0, relative.rfind('.')) + ".dsse.json");
}

}  // namespace

void read_approvals(BundleFacts& bundle) {
  // One folder holds them, so that a reviewer knows where to look.
  const auto folder = bundle.path_of("approvals/");
  for (const auto& document : bundle.documents) {
    const auto& path = document.source->path();
    const bool is_in_place =
        path.starts_with(folder) && path.find('/', folder.size()) == std::string::npos;
    if (document.kind == contract::DocumentKind::approval && is_in_place && document.is_valid()) {
      bundle.approvals.push_back(contract::read_approval(document.value, document.source));
    }
  }
}

Result<void> examine_approvals(const TrustFacts* trust, BundleFacts& bundle) {
  for (const auto& approval : bundle.approvals) {
    std::optional<SignedFile> signature;
    if (const auto* envelope = envelope_beside(bundle, approval)) {
      auto examined = examine_envelope(*envelope, trust);
      if (!examined) return tl::unexpected(examined.error());
      signature = std::move(*examined);
    }
    bundle.approval_signatures.push_back(std::move(signature));
  }
  return {};
}

}  // namespace mig::bundle
