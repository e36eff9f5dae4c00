#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/catalog/simulation.hpp"

namespace mig::catalog::testing {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

/// The catalog after a script that must parse, in a world where nothing else exists.
inline Catalog catalog_of(std::string_view script) {
  Catalog empty;
  empty.complete = true;
  auto prediction = predict(empty, script);
  EXPECT_THAT(prediction.faults, IsEmpty());
  return std::move(prediction.after);
}

inline std::vector<std::string> words(const std::vector<Difference>& differences) {
  std::vector<std::string> lines;
  for (const auto& each : differences) {
    lines.push_back((each.possible ? "perhaps " : "") + std::string(name_of(each.change)) + ' ' +
                    to_string(each.object));
  }
  return lines;
}

/// What `script` changes after `earlier`: "added table public.t".
inline std::vector<std::string> change(std::string_view earlier, std::string_view script) {
  const auto before = catalog_of(earlier);
  const auto prediction = predict(before, script);
  EXPECT_THAT(prediction.faults, IsEmpty());
  return words(delta(before, prediction.after));
}

/// The same for a script alone, of whose surroundings nothing is known.
inline std::vector<std::string> change_alone(std::string_view script) {
  const Catalog before;
  return words(delta(before, predict(before, script).after));
}

/// "drop table public.t", in order.
inline std::vector<std::string> effects(std::string_view earlier, std::string_view script) {
  std::vector<std::string> lines;
  for (const auto& each : predict(catalog_of(earlier), script).effects) {
    lines.push_back(std::string(name_of(each.operation)) + ' ' + to_string(each.object));
  }
  return lines;
}

}  // namespace mig::catalog::testing
