#pragma once

#include <string>

#include "mig/base/result.hpp"

namespace mig::app {

/// Why a folder without any bundle, or several (", " between them), is nothing to judge: which file
/// was expected, and what makes it.
tl::unexpected<Error> no_bundle_in(const std::string& folders);

/// The same where files of migrations roots are listed.
tl::unexpected<Error> no_bundle_for_list(const std::string& roots);

}  // namespace mig::app
