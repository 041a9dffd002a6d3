#!/usr/bin/env bash
# Makes corpus/*.pdf anew, all but the four of lopdf, which stand as they are. The tests need only the PDFs;
# this needs the writers:
#   Debian: libreoffice-writer-nogui chromium texlive-xetex texlive-lang-chinese fonts-noto-cjk fonts-wqy-zenhei libpango-1.0-0
#   PyPI:   typst weasyprint reportlab
# `corpus/make.sh --install` brings them first (as root, on Debian).
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = "--install" ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui chromium \
        texlive-xetex texlive-lang-chinese fonts-noto-cjk fonts-wqy-zenhei libpango-1.0-0 libpangoft2-1.0-0
    pip install -q typst weasyprint reportlab
fi
export SOURCE_DATE_EPOCH=1775005200 # 2026-04-01: dates inside the files do not change from run to run
python3 corpus/src/make.py
