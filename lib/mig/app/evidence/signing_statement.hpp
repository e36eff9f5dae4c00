#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mig/app/evidence/signing_place.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/document_facts.hpp"
#include "mig/contract/records.hpp"

namespace mig::app {

/// What a signature would stand for; with refusals: why nobody should sign it.
struct SigningStatement {
  std::string payload;          ///< bytes of the statement
  std::size_t files = 0;        ///< that it is about
  std::vector<Error> refusals;  ///< faults of the content, with place and remedy
  std::shared_ptr<const bundle::DocumentFacts> document;  ///< what is signed; never null
  contract::RunReceipt receipt;                ///< empty: it is an approval, or not valid
  std::optional<contract::Approval> approval;  ///< nothing: it is a receipt, or not valid
};

/// The statement about a run receipt and its outputs. Every file that the receipt names is
/// digested: what a receipt says wrongly is not to be signed.
Result<SigningStatement> statement_of_receipt(const SigningPlace& receipt);

/// The statement about an approval.
Result<SigningStatement> statement_of_approval(const SigningPlace& approval);

}  // namespace mig::app
