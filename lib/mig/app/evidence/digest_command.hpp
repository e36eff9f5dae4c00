#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-receipt-verify digest PATH...: digests of bundles and files, or of every file of a folder.
/// 3: something is no regular file, or cannot be read; then nothing is printed.
Action declare_digest(CLI::App& app);

}  // namespace mig::app
