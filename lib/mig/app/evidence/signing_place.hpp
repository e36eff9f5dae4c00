#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/base/result.hpp"
#include "mig/io/root.hpp"

namespace mig::app {

/// A file of a bundle, or of the gate's folder, that is to be signed.
struct SigningPlace {
  /// The nearest folder above that holds migration.yml; of an approval about the repository `.mig`.
  std::shared_ptr<const io::Root> bundle;
  std::string bundle_shown;  ///< that folder as messages name it; "" for the current
  std::string path;          ///< relative to the bundle
  bool is_gate = false;      ///< it lies in `.mig`, and is about no migration

  /// How messages name a file of the bundle.
  std::string shown(std::string_view relative) const;
  /// Where a file of the bundle lies.
  std::string absolute(std::string_view relative) const;
};

/// "receipts/run_receipt.dsse.json" of "receipts/run_receipt.json": the sidecar of a document.
std::string envelope_path_of(std::string_view path);

/// A run whose receipt is kept outside of the bundle.
struct StoredReceiptPlace {
  SigningPlace place;        ///< where the receipt would lie
  std::string reference;     ///< path of what points to it, relative to the bundle
  std::string how_to_fetch;  ///< for people
};

struct ReceiptPlaces {
  std::vector<SigningPlace> receipts;
  std::vector<StoredReceiptPlace> stored;
};

/// Every run receipt that an argument means: that file, or all of a bundle or of a part of it.
/// Never empty.
Result<ReceiptPlaces> receipts_at(const std::string& given);

/// The approval that an argument names.
Result<SigningPlace> approval_at(const std::string& given);

}  // namespace mig::app
