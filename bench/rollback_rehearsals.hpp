#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "scope_truth.hpp"

namespace mig::bench {

/// How rehearsals of ours and a truth table compare.
struct Agreement {
  std::size_t judged = 0;
  std::size_t agree = 0;  ///< whether both scripts ran, and the level after the rollback
  std::size_t redos = 0;  ///< where both went forward again
  std::size_t redo_agree = 0;
  std::size_t broken = 0;  ///< forwards that the truth ran and that the chain goes on without
  Agreement& operator+=(const Agreement& other);
};

struct Chain {
  std::filesystem::path folder;  ///< order.txt, and up.sql and down.sql of each migration
  std::map<std::string, Truth> truths;
  std::string preparation;  ///< SQL that its server had run before
  bool verbose = false;
};

/// Rehearses each migration on a copy of what the chain before it made, in a cluster of its own.
Agreement rehearse_chain(const Chain& chain);

void print(const std::string& name, const Agreement& agreement);

}  // namespace mig::bench
