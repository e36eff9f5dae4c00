// The executed bundle of a sample, and what its runs changed.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/load_change.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {

/// A loaded bundle with what it changed; the facts point into each other.
class LoadedChange {
 public:
  explicit LoadedChange(const SampleRepository& repository) {
    surroundings_.now = kNow;
    auto root = io::Root::open(repository.path());
    EXPECT_TRUE(root);
    auto bundle = bundle::load_bundle(*root, kExecutedBundle, surroundings_, std::nullopt);
    EXPECT_TRUE(bundle) << bundle.error().message;
    bundle_ = std::make_unique<bundle::BundleFacts>(std::move(*bundle));
    auto change = bundle::load_change(*root, *bundle_);
    EXPECT_TRUE(change) << change.error().message;
    change_ = std::move(*change);
  }

  const bundle::BundleFacts& bundle() const { return *bundle_; }
  const bundle::ChangeFacts& change() const { return change_; }

 private:
  bundle::RepositoryFacts surroundings_;
  std::unique_ptr<bundle::BundleFacts> bundle_;
  bundle::ChangeFacts change_;
};

inline std::string in_bundle(const std::string& relative) {
  return kExecutedBundle + "/" + relative;
}

/// Changes a JSON document of the bundle.
template <class Edit>
void edit(const SampleRepository& repository, const std::string& relative, Edit change) {
  auto document = nlohmann::ordered_json::parse(repository.read(in_bundle(relative)));
  change(document);
  repository.write(in_bundle(relative), document.dump(2) + '\n');
}

}  // namespace mig::test
