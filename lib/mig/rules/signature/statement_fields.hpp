#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {

/// A field of the signed predicate, and what it has to repeat.
struct ComparedField {
  std::string_view name;               ///< "environment"
  std::optional<std::string> signed_;  ///< nothing: the predicate does not have it
  Span span;                           ///< in the payload
  std::optional<std::string> actual;   ///< nothing: what is signed does not have it
  std::optional<Place> place;          ///< of what is there

  bool differs() const { return signed_ != actual; }
};

/// Every field of the predicate of a subject that has a statement; empty when the receipt is not
/// valid.
std::vector<ComparedField> compared_fields(const SignedSubject& subject);

/// Digest of the bytes that are to be signed, 64 digits; empty when they could not be had.
std::string hex_of(const SignedSubject& subject);
/// The statement names the receipt or approval with the digest of its bytes.
bool signs_these_bytes(const SignedSubject& subject);

}  // namespace mig::rules::signature_rules
