#pragma once

#include <memory>
#include <string>

#include "mig/base/source_text.hpp"
#include "mig/secrets/scanner.hpp"

namespace mig::bundle {

/// What of a file may not be shown, by what was found in it. What could not be searched is not
/// shown either.
Masking masking_of(std::string_view bytes, const secrets::Scan& scan);

/// A file as every gate holds it: what is quoted of it shows no secret, no personal data and no
/// place. The file is searched when something of it is quoted, and not before.
std::shared_ptr<const SourceText> masked_source(std::string path, std::string bytes);

}  // namespace mig::bundle
