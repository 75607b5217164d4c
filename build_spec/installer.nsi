# The Windows installer: for one person, without an administrator, over what was there before, never over what is newer.
#
#     makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DFOLDER=<the bundled folder> -DICON=<icon.ico> -DOUT=<file.exe> installer.nsi
#
# /S installs silently, /WAIT until the program that started it has ended (lianluozhan/update.py), /OPEN opens the window afterwards,
# also where it was refused; /D=path (last, unquoted) elsewhere. Exit 0 done, 2 refused, nothing changed then. Data are never touched:
# the uninstaller takes away only what is named here and says where the data lie. build_spec/windows.py calls and tries it.
# The stub is the 64-bit one: 32-bit Windows says in its own words that it does not run.

Unicode true
Target amd64-unicode
!ifndef FAST
SetCompressor /SOLID lzma
SetCompressorDictSize 64 # megabytes: the two programs are nearly the same, and lie that near
!else
SetCompressor zlib
!endif
ManifestSupportedOS all
ManifestDPIAware true
RequestExecutionLevel user

!define NAME "联络站"
!define ID "lianluozhan"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define KEPT "Software\${ID}" # stays when it is uninstalled: which version last wrote the data of this person
!define OLDEST_BUILD 17763 # Windows 10, 1809

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}安装程序"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "FileFunc.nsh"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只装给您自己用，不要管理员权限，不联网。$\r$\n$\r$\n已经装过的会换成这一版，数据不动。请先关上开着的${NAME}窗口。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Var Waits
Var Opens

!macro open
    ${If} $Opens == 1
    ${AndIf} ${FileExists} "$INSTDIR\${NAME}.exe"
        Exec '"$INSTDIR\${NAME}.exe"'
    ${EndIf}
!macroend

# Says why and leaves with 2; nothing has been changed.
!macro refuse words
    MessageBox MB_OK|MB_ICONSTOP "${words}" /SD IDOK
    !insertmacro open
    SetErrorLevel 2
    Quit
!macroend

# A program that runs cannot be written to: $8 is 1 where one of ours does.
!macro closed
    StrCpy $8 0
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\${NAME}.exe"
        FileOpen $0 "$INSTDIR\${NAME}.exe" a
        FileClose $0
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\${ID}.exe"
        FileOpen $0 "$INSTDIR\${ID}.exe" a
        FileClose $0
    ${EndIf}
    ${If} ${Errors}
        StrCpy $8 1
    ${EndIf}
!macroend

Function .onInit
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/WAIT" $1
    ${IfNot} ${Errors}
        StrCpy $Waits 1
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/OPEN" $1
    ${IfNot} ${Errors}
        StrCpy $Opens 1
    ${EndIf}
    ${IfNot} ${AtLeastWin10}
        !insertmacro refuse "${NAME}要 Windows 10（1809）或更新的 64 位系统，这台电脑的系统旧了。没有装，什么都没有改动。请换一台电脑。"
    ${EndIf}
    ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
        !insertmacro refuse "这台电脑的 Windows 10 早于 1809，${NAME}用不了。没有装，什么都没有改动。请先更新 Windows。"
    ${EndIf}
    ReadRegStr $1 HKCU "${KEPT}" "Version"
    ${If} $1 != ""
        ${VersionCompare} "$1" "${VERSION}" $2
        ${If} $2 == 1
            MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "这里用过更新的 $1，数据可能已由它写过，这个安装包里旧的 ${VERSION} 打不开。$\r$\n$\r$\n只有要退回旧版、手里有升级前的备份时才装。还要装吗？不装，什么都不改动。" /SD IDNO IDYES back
            !insertmacro open
            SetErrorLevel 2
            Quit
            back:
        ${EndIf}
    ${EndIf}
FunctionEnd

Section
    ${If} ${FileExists} "$INSTDIR\*.*"
    ${AndIfNot} ${FileExists} "$INSTDIR\${ID}.exe"
        ${DirState} "$INSTDIR" $0
        ${If} $0 == 1
            !insertmacro refuse "$INSTDIR 里已有别的文件。没有装，什么都没有改动。请换一个空文件夹。"
        ${EndIf}
    ${EndIf}
    StrCpy $9 0
    ${Do}
        !insertmacro closed
        ${If} $8 == 0
        ${OrIf} $Waits != 1
        ${OrIf} $9 > 120
            ${ExitDo}
        ${EndIf}
        IntOp $9 $9 + 1
        Sleep 500
    ${Loop}
    ${If} $8 == 1
        !insertmacro refuse "${NAME}的窗口还开着。没有装，什么都没有改动。请关上它，再运行一次安装程序。"
    ${EndIf}

    # All of the new one is on the disk before anything of the old one goes.
    RMDir /r "$INSTDIR\_new"
    SetOutPath "$INSTDIR\_new"
    ClearErrors
    File /r "${FOLDER}/*"
    ${If} ${Errors}
        SetOutPath "$TEMP"
        RMDir /r "$INSTDIR\_new"
        !insertmacro refuse "磁盘写不进去，可能满了。没有装，原来的还在，数据没有动。请腾出空间再装一次。"
    ${EndIf}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\_old"
    Rename "$INSTDIR\_internal" "$INSTDIR\_old"
    ClearErrors
    Rename "$INSTDIR\_new\_internal" "$INSTDIR\_internal"
    ${If} ${Errors}
        Rename "$INSTDIR\_old" "$INSTDIR\_internal"
        !insertmacro refuse "换不成新的一版，有文件正被别的程序占着。原来的还在，数据没有动。请重新启动电脑，再运行一次安装程序。"
    ${EndIf}
    CopyFiles /SILENT "$INSTDIR\_new\*.exe" "$INSTDIR"
    RMDir /r "$INSTDIR\_new"
    RMDir /r "$INSTDIR\_old"

    WriteUninstaller "$INSTDIR\卸载.exe"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKCU "${KEPT}" "Version" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\卸载.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\卸载.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
    !insertmacro open
SectionEnd

# $3: the data folder last opened, from a small file of the program, which is UTF-8.
Function un.where
    StrCpy $3 ""
    System::Call 'kernel32::CreateFile(w "$APPDATA\${ID}\last-folder", i 0x80000000, i 1, p 0, i 3, i 0, p 0) p .r0'
    ${If} $0 != -1
        System::Alloc 4096
        Pop $1
        System::Call 'kernel32::ReadFile(p r0, p r1, i 4000, *i .r2, p 0)'
        System::Call 'kernel32::CloseHandle(p r0)'
        System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r1, i -1, w .r3, i ${NSIS_MAX_STRLEN})'
        System::Free $1
    ${EndIf}
FunctionEnd

Section "Uninstall"
    !insertmacro closed
    ${If} $8 == 1
        !insertmacro refuse "${NAME}的窗口还开着。没有卸载。请关上它再卸载。"
    ${EndIf}
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\_new"
    RMDir /r "$INSTDIR\_old"
    Delete "$INSTDIR\${NAME}.exe"
    Delete "$INSTDIR\${ID}.exe"
    Delete "$INSTDIR\卸载.exe"
    RMDir "$INSTDIR" # only when nothing of the person's own lies there
    DeleteRegKey HKCU "${UNINSTALL}"
    Call un.where
    ${If} $3 != ""
        CreateDirectory "$APPDATA\${ID}"
        FileOpen $0 "$APPDATA\${ID}\数据在哪里.txt" w
        FileWriteUTF16LE /BOM $0 "${NAME}卸载了，数据一点没有动，在这里：$\r$\n$3$\r$\n"
        FileClose $0
        MessageBox MB_OK|MB_ICONINFORMATION "程序卸载了。数据一点没有动，在：$\r$\n$\r$\n$3$\r$\n$\r$\n以后再装上，还能接着用。" /SD IDOK
    ${Else}
        MessageBox MB_OK|MB_ICONINFORMATION "程序卸载了。数据文件夹一个都没有动。" /SD IDOK
    ${EndIf}
SectionEnd
