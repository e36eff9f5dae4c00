#pragma once

#include <string>

#include "mig/app/options.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/repository.hpp"

namespace mig::app {

/// Why a folder without any bundle, or several (", " between them), is nothing to judge: which file
/// was expected, and what makes it.
tl::unexpected<Error> no_bundle_in(const std::string& folders);

/// The same where files of migrations roots are listed.
tl::unexpected<Error> no_bundle_for_list(const std::string& roots);

/// Whether nothing beneath a folder is a bundle, nor listed as one by a registry.
bool has_no_bundle(const bundle::Discovery& found, const std::string& folder,
                   const bundle::RepositoryFacts& repository);

/// What makes the first bundle in the first of some folders.
std::string first_bundle_in(const std::string& folders);

/// The fix where nobody said where bundles are.
std::string where_bundles_are();

/// What to do about a path that is not there: make it where the policy has migrations, else the
/// name that was probably meant.
std::string fix_of_absent(const Options& options, const std::string& given);

}  // namespace mig::app
